import { type Answer, asId, type ConversationId } from "@hallway/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import { enter } from "../testing/contract/settled.ts";
import { startServer, type TestServer } from "../testing/start-server.ts";
import { buildWorld, createChannel, newMessageId, say, type World } from "../testing/world.ts";

let server: TestServer;
let world: World;

beforeAll(async () => {
  server = await startServer();
  world = await buildWorld(server);
});
afterAll(() => server.close());

/** What PostgreSQL itself shall do to messages, as long as `during` runs. */
async function withTrigger(when: string, then: string, during: () => Promise<void>) {
  const { database } = server.app.context;
  await database.$executeRawUnsafe(
    `CREATE FUNCTION hurt() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${then}; RETURN NULL; END $$`,
  );
  await database.$executeRawUnsafe(
    `CREATE CONSTRAINT TRIGGER hurt AFTER INSERT ON message ${when} EXECUTE FUNCTION hurt()`,
  );
  try {
    await during();
  } finally {
    await database.$executeRawUnsafe("DROP FUNCTION hurt CASCADE");
  }
}

async function newChannel(): Promise<ConversationId> {
  const { owner, member, workspaceId } = world;
  return (await createChannel(owner, workspaceId, { with: [member.userId] })).id;
}

async function textsOf(conversationId: ConversationId): Promise<string[]> {
  const { owner, workspaceId } = world;
  const page = await owner.must("message:list", { conversationId, limit: 100 }, workspaceId);
  return page.messages.filter(({ kind }) => kind === "text").map(({ text }) => text);
}

test("a row that the database refuses fails alone, and its neighbours are stored", async () => {
  const { member, workspaceId } = world;
  const conversationId = await newChannel();
  const socket = await enter(member, workspaceId);
  const texts = ["one", "two", "poison", "three"];
  const refuse = "IF NEW.text = 'poison' THEN RAISE 'refused'; END IF";
  await withTrigger("FOR EACH ROW", refuse, async () => {
    const answers = await Promise.all(
      texts.map((text) => socket.ask("message:send", { id: newMessageId(), conversationId, text })),
    );
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, false, true]);
    expect(answers[2]).toMatchObject({ error: { code: "internal" } });
  });
  expect(await textsOf(conversationId)).toEqual(["one", "two", "three"]);
});

test("a connection lost during the commit is answered as worth another try, which stores it once", async () => {
  const { member, workspaceId } = world;
  const conversationId = await newChannel();
  const input = { id: newMessageId(), conversationId, text: "In doubt" };
  const cut = "PERFORM pg_terminate_backend(pg_backend_pid())";
  await withTrigger("DEFERRABLE INITIALLY DEFERRED FOR EACH ROW", cut, async () => {
    const answer = await member.ask("message:send", input, workspaceId);
    expect(answer).toMatchObject({ ok: false, error: { code: "unavailable" } });
    expect(answer.ok ? 0 : answer.error.retryInMs).toBeGreaterThan(0);
  });
  const { message } = await member.must("message:send", input, workspaceId);
  expect(message.text).toBe("In doubt");
  expect(await textsOf(conversationId)).toEqual(["In doubt"]);
});

/** Holds a conversation's room, so that a send gets as far as its lock and waits there. */
async function whileHeld(conversationId: ConversationId, during: () => Promise<void>) {
  const { database } = server.app.context;
  await database.$transaction(
    async (db) => {
      await db.$queryRaw`SELECT id FROM room WHERE id = ${conversationId}::uuid FOR NO KEY UPDATE`;
      await during();
    },
    { timeout: 20_000 },
  );
}

async function someoneWaitsForTheLock(): Promise<void> {
  const { database } = server.app.context;
  for (;;) {
    const rows = await database.$queryRaw<{ pid: number }[]>`
      SELECT pid FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%FOR NO KEY UPDATE%'`;
    if (rows.length > 0) return;
  }
}

/** Asks until it is decided: a machine that is busy may give up waiting for the lock, which is worth another try. */
async function untilDecided(ask: () => Promise<Answer<unknown>>): Promise<Answer<unknown>> {
  const answer = await ask();
  return answer.ok || answer.error.code !== "unavailable" ? answer : untilDecided(ask);
}

test("whoever loses their session while the send waits is refused, and nothing is stored", async () => {
  const { owner, workspaceId } = world;
  const leaver = await server.signUp("Lea Leaver");
  const { url } = await owner.must("invite:create", { role: "member" }, workspaceId);
  await leaver.must("invite:accept", { token: new URL(url).pathname.split("/").at(-1) ?? "" });
  const { id: conversationId } = await createChannel(owner, workspaceId, {
    with: [leaver.userId],
  });
  const socket = await enter(leaver, workspaceId);
  const input = { id: newMessageId(), conversationId, text: "Am I still here?" };
  const { database } = server.app.context;
  const held: Promise<unknown>[] = [];
  await whileHeld(conversationId, async () => {
    held.push(untilDecided(() => socket.ask("message:send", input)));
    await someoneWaitsForTheLock();
    await database.session.deleteMany({ where: { userId: leaver.userId } });
  });
  expect(await held[0]).toMatchObject({ ok: false, error: { code: "unauthenticated" } });
  await socket.ended;
  expect(await textsOf(conversationId)).toEqual([]);
});

test("a guest who was a member when they asked may not call everyone any more", async () => {
  const { member, workspaceId } = world;
  const conversationId = await newChannel();
  const socket = await enter(member, workspaceId);
  const input = { id: newMessageId(), conversationId, text: "Listen, <!channel>" };
  const { database } = server.app.context;
  const mine = { workspaceId, userId: member.userId };
  const held: Promise<unknown>[] = [];
  await whileHeld(conversationId, async () => {
    held.push(untilDecided(() => socket.ask("message:send", input)));
    await someoneWaitsForTheLock();
    await database.member.updateMany({ where: mine, data: { role: "guest" } });
  });
  expect(await held[0]).toMatchObject({ ok: false, error: { code: "forbidden" } });
  await database.member.updateMany({ where: mine, data: { role: "member" } });
  expect(await textsOf(conversationId)).toEqual([]);
});

test("a seat of one workspace opens nothing in another", async () => {
  const { owner, elsewhere, workspaceId } = world;
  const socket = await enter(owner, workspaceId);
  const input = { id: newMessageId(), conversationId: elsewhere.channel, text: "Hello?" };
  const unknown = { ...input, conversationId: asId<ConversationId>(newMessageId()) };
  const [foreign, missing] = await Promise.all([
    socket.ask("message:send", input),
    socket.ask("message:send", unknown),
  ]);
  expect(foreign).toMatchObject({ ok: false, error: { code: "not_found" } });
  expect(foreign).toEqual(missing);
});

test("messages of one batch are numbered in the order in which they were sent, and told in one event", async () => {
  const { member, workspaceId } = world;
  const conversationId = await newChannel();
  const socket = await enter(member, workspaceId);
  const texts = Array.from({ length: 30 }, (_, index) => `Message ${index}`);
  const inputs = texts.map((text) => ({ id: newMessageId(), conversationId, text }));
  const answers = await Promise.all(inputs.map((input) => socket.must("message:send", input)));
  expect(await textsOf(conversationId)).toEqual(texts);
  const last = answers.at(-1)?.message;
  await socket.hearsChange(`channel:${conversationId}`, "message", ({ id }) => id === last?.id);
  const told = socket.changesOf(`channel:${conversationId}`);
  expect(told.flatMap(({ changes }) => changes.map(({ data }) => data))).toEqual(
    answers.map(({ message }) => message),
  );
  expect(told.length).toBeLessThan(texts.length);
  await say(member, workspaceId, { to: conversationId });
});
