import type { Answer, WorkspaceId } from "@hallway/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { type BlackHole, openBlackHole } from "../black-hole.ts";
import { createDatabase, type TestDatabase } from "../create-database.ts";
import { startServer, type TestServer } from "../start-server.ts";
import { createWorkspace, findGeneral, newMessageId } from "../world.ts";

const PATIENCE = { timeout: 60_000 };

let database: TestDatabase;
let hole: BlackHole;
let server: TestServer;
let ann: Actor;
let workspaceId: WorkspaceId;

beforeAll(async () => {
  database = await createDatabase();
  hole = await openBlackHole(database.url);
  server = await startServer({}, { database: { url: hole.url, drop: async () => undefined } });
  ann = await server.signUp("Ann");
  workspaceId = await createWorkspace(ann, "acme");
});
afterAll(async () => {
  hole.heal();
  await server.close();
  await hole.close();
  await database.drop();
});

const AWAY = { ok: false, error: { code: "unavailable", retryInMs: expect.any(Number) } };

test("G38: while the database answers nothing, everything may be tried again, and afterwards counts once", async () => {
  const line = await ann.connect(workspaceId);
  const conversationId = await findGeneral(ann, workspaceId);
  const messages = Array.from({ length: 200 }, (_, number) => ({
    id: newMessageId(),
    conversationId,
    text: `Message ${number}`,
  }));
  const patient = line.socket.timeout(60_000);
  const sendAll = (): Promise<Answer<unknown>[]> =>
    Promise.all(messages.map((message) => patient.emitWithAck("message:send", message)));

  const newestSeq = async () => {
    const newest = await ann.must("message:list", { conversationId, limit: 1 }, workspaceId);
    return newest.messages[0]?.seq ?? 0;
  };
  const before = await newestSeq();

  hole.swallow();
  const asked = performance.now();
  const [sends, read, stranger] = await Promise.all([
    sendAll(),
    ann.ask("message:list", { conversationId }, workspaceId),
    server
      .anonymous()
      .post("/api/auth/sign-in/email", { email: ann.email, password: "wrong password" }),
  ]);
  const tookMs = Math.round(performance.now() - asked);
  for (const answer of [...sends, read]) expect(answer, `after ${tookMs} ms`).toMatchObject(AWAY);
  expect(stranger.status).toBe(503);
  expect((await fetch(`${server.url}/livez`)).status).toBe(200);
  expect(await (await fetch(`${server.url}/readyz`)).json()).toEqual({
    ok: false,
    reason: "database",
  });
  expect(line.socket.connected).toBe(true);

  hole.heal();
  await expect.poll(async () => (await fetch(`${server.url}/readyz`)).status, PATIENCE).toBe(200);
  const again = await sendAll();
  expect(again.every(({ ok }) => ok)).toBe(true);
  expect((await newestSeq()) - before).toBe(messages.length);
}, 200_000);
