import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { fail } from "../../failure.ts";
import { startServer, type TestServer } from "../start-server.ts";
import { buildWorld, newMessageId, type World } from "../world.ts";

let server: TestServer;
let world: World;

beforeAll(async () => {
  server = await startServer();
  world = await buildWorld(server);
});
afterAll(() => server.close());

test("G40: below the floor messages are refused before they harm the database, and all reading works", async () => {
  const { member, admin, workspaceId, privateChannel: conversationId, privateMessage } = world;
  const { disk } = server.app.context;
  const message = { id: newMessageId(), conversationId, text: "One too many." };
  vi.spyOn(disk, "last").mockReturnValue({ freeBytes: 1, totalBytes: 2 ** 40, low: true });
  vi.spyOn(disk, "requireRoom").mockImplementation(() => {
    throw fail("unavailable", "The server's disk is full.", { retryInMs: 30_000 });
  });
  const FULL = { ok: false, error: { code: "unavailable", retryInMs: 30_000 } };
  expect(await member.ask("message:send", message, workspaceId)).toMatchObject(FULL);
  const edit = { id: privateMessage, text: "Longer than before." };
  expect(await member.ask("message:edit", edit, workspaceId)).toMatchObject(FULL);
  const page = await member.must("message:list", { conversationId }, workspaceId);
  expect(page.messages.map(({ id }) => id)).toContain(privateMessage);
  await member.must("read:mark", { conversationId, seq: 1 }, workspaceId);
  expect(await admin.must("admin:overview", {}, workspaceId)).toMatchObject({ diskFull: true });
  const ready = await fetch(`${server.url}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([503, { ok: false, reason: "disk" }]);

  vi.restoreAllMocks();
  expect(await member.ask("message:send", message, workspaceId)).toMatchObject({ ok: true });
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
});
