import { limits, type RoomName } from "@hallway/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { openRawSocket } from "../raw-socket.ts";
import { startServer, type TestServer } from "../start-server.ts";
import { admitByLink, createChannel, newMessageId } from "../world.ts";
import { enter, settled } from "./settled.ts";

let server: TestServer;
let writer: Actor;
let reader: Actor;

beforeAll(async () => {
  server = await startServer();
  writer = await server.signUp("Wim Writer");
  reader = await server.signUp("Rea Reader");
});
afterAll(() => server.close());

/** As long as a message may be, and as heavy: some dozens fill what the network holds for one connection. */
const LONG = "🦔".repeat(limits.messageText);

test("G36: a reader who was cut for not reading finds everything there after one sync, which does not cut them again", async () => {
  const { workspace } = await writer.must("workspace:create", { name: "Acme", slug: "acme" });
  await admitByLink(writer, { workspaceId: workspace.id, role: "member", actors: [reader] });
  const { id } = await createChannel(writer, workspace.id, { with: [reader.userId] });
  const room: RoomName = `channel:${id}`;
  const { epoch, clocks } = await reader.must("workspace:bootstrap", {}, workspace.id);
  const socket = await enter(writer, workspace.id);
  await settled(socket);

  const stalled = await openRawSocket(server.url, reader.cookie);
  const namespace = `/w/${workspace.id}`;
  stalled.send(`40${namespace},{"protocol":1}`);
  await stalled.hears((text) => text.startsWith(`40${namespace},`));
  stalled.send(`42${namespace},1["session:list",{}]`);
  await stalled.hears((text) => text.startsWith(`43${namespace},1`));
  stalled.pause();
  const sent: string[] = [];
  while ((await readersCut()) === 0) {
    const message = { id: newMessageId(), conversationId: id, text: LONG };
    await socket.must("message:send", message);
    sent.push(message.id);
  }
  stalled.destroy();

  const back = await enter(reader, workspace.id);
  const { rooms } = await back.must("sync", { epoch, clocks });
  const caughtUp = rooms.find((one) => one.room === room);
  const { messages } = await back.must("message:list", { conversationId: id, limit: 5 });
  expect(caughtUp?.reset).toBe(true);
  expect(messages.map((message) => message.id)).toEqual(sent.slice(-5));
  expect(messages.at(-1)?.tick).toBe(caughtUp?.to);
  expect(await readersCut()).toBe(1);
}, 120_000);

async function readersCut(): Promise<number> {
  const { text } = await server.app.context.metrics.render();
  return Number(/^hallway_slow_readers_cut_total (\d+)$/m.exec(text)?.[1] ?? 0);
}
