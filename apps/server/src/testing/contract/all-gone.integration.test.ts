import { asId, type WorkspaceId } from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startServer, type TestServer } from "../start-server.ts";
import { buildWorld, say, type World } from "../world.ts";
import { enter, settled } from "./settled.ts";

let server: TestServer;
let world: World;

beforeAll(async () => {
  server = await startServer();
  world = await buildWorld(server);
});
afterAll(() => server.close());

async function standing(): Promise<{ connections: number; rooms: number; namespaces: number }> {
  const { text } = await server.app.context.metrics.render();
  const read = (name: string) =>
    Number(new RegExp(`^hallway_${name} (\\d+)$`, "m").exec(text)?.[1]);
  return {
    connections: read("connections"),
    rooms: read("rooms"),
    namespaces: read("namespaces"),
  };
}

test("G62: of people who came, took part and went, nothing is left standing", async () => {
  const { owner, member, guest, stranger, workspaceId, publicChannel, elsewhere } = world;
  expect(await standing()).toEqual({ connections: 0, rooms: 0, namespaces: 0 });
  const [first, second, third] = await Promise.all([
    enter(owner, workspaceId),
    enter(member, workspaceId),
    enter(guest, workspaceId),
    enter(stranger, elsewhere.workspaceId),
  ]);
  const isRefused = await owner.connect(asId<WorkspaceId>(uuidv7())).then(
    () => false,
    () => true,
  );
  expect(isRefused).toBe(true);
  await say(owner, workspaceId, { to: publicChannel });
  await second.must("channel:leave", { conversationId: publicChannel });
  first.socket.emit("presence:watch", { userIds: [member.userId] });
  await settled(first, second, third);
  expect(await standing()).toMatchObject({ namespaces: 2 });
  for (const actor of [owner, member, guest, stranger]) actor.disconnect();
  await expect
    .poll(standing, { timeout: 30_000 })
    .toEqual({ connections: 0, rooms: 0, namespaces: 0 });
}, 60_000);
