import { asId, type MessageId } from "@hallway/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startServer, type TestServer } from "../start-server.ts";
import { buildWorld, createChannel, newMessageId, say, type World } from "../world.ts";
import { enter } from "./settled.ts";

let server: TestServer;
let world: World;

beforeAll(async () => {
  server = await startServer();
  world = await buildWorld(server);
});
afterAll(() => server.close());

async function newChannel() {
  const { owner, member, workspaceId } = world;
  return (await createChannel(owner, workspaceId, { with: [member.userId] })).id;
}

async function textsOf(conversationId: World["dm"]) {
  const { owner, workspaceId } = world;
  const page = await owner.must("message:list", { conversationId, limit: 100 }, workspaceId);
  return page.messages.filter((message) => message.kind === "text");
}

describe("the same id is the same message", () => {
  test("sent twice over HTTP, it is stored once and answered alike", async () => {
    const { member, workspaceId } = world;
    const conversationId = await newChannel();
    const input = { id: newMessageId(), conversationId, text: "Once." };
    const first = await member.must("message:send", input, workspaceId);
    const second = await member.must("message:send", input, workspaceId);
    expect(second).toEqual(first);
    expect(await textsOf(conversationId)).toEqual([first.message]);
  });

  test("sent over HTTP and a socket fifty times at once, it is one", async () => {
    const { member, workspaceId } = world;
    const conversationId = await newChannel();
    const input = { id: newMessageId(), conversationId, text: "Only once." };
    const socket = await enter(member, workspaceId);
    const sent = await Promise.all(
      Array.from({ length: 50 }, (_, turn) =>
        turn % 2 === 0
          ? member.must("message:send", input, workspaceId)
          : socket.must("message:send", input),
      ),
    );
    const [stored] = await textsOf(conversationId);
    expect(await textsOf(conversationId)).toHaveLength(1);
    for (const { message } of sent) expect(message).toEqual(stored);
  });

  test("a retry after an edit or a deletion answers with the message as it is now", async () => {
    const { member, workspaceId } = world;
    const conversationId = await newChannel();
    const input = { id: newMessageId(), conversationId, text: "Draft" };
    await member.must("message:send", input, workspaceId);
    const edit = { id: input.id, text: "Better" };
    const { message: edited } = await member.must("message:edit", edit, workspaceId);
    expect(await member.must("message:send", input, workspaceId)).toEqual({ message: edited });
    const gone = await member.must("message:delete", { id: input.id }, workspaceId);
    expect(gone.message).toMatchObject({ text: "", seq: edited.seq });
    expect(gone.message.deletedAt).not.toBeNull();
    expect(await member.must("message:send", input, workspaceId)).toEqual(gone);
  });

  test("X76: another text, conversation or author under the same id is a conflict", async () => {
    const { member, owner, workspaceId } = world;
    const [conversationId, elsewhere] = [await newChannel(), await newChannel()];
    const input = { id: newMessageId(), conversationId, text: "Mine" };
    await member.must("message:send", input, workspaceId);
    const conflict = { ok: false, error: { code: "conflict", field: "id" } };
    const others = [
      member.ask("message:send", { ...input, text: "Mine?" }, workspaceId),
      member.ask("message:send", { ...input, conversationId: elsewhere }, workspaceId),
      owner.ask("message:send", input, workspaceId),
    ];
    for (const answer of await Promise.all(others)) expect(answer).toMatchObject(conflict);
    expect(await textsOf(elsewhere)).toEqual([]);
  });

  test("the race of one id into many conversations has one winner", async () => {
    const { member, workspaceId } = world;
    const ids = await Promise.all(Array.from({ length: 8 }, () => newChannel()));
    for (let round = 0; round < 5; round++) {
      const id = newMessageId();
      const answers = await Promise.all(
        ids.map((conversationId) =>
          member.ask("message:send", { id, conversationId, text: "Me!" }, workspaceId),
        ),
      );
      const codes = answers.map((answer) => (answer.ok ? "ok" : answer.error.code)).sort();
      expect(codes).toEqual([...Array(7).fill("conflict"), "ok"]);
    }
  });

  test("the race of two texts under one id has one winner", async () => {
    const { member, workspaceId } = world;
    const conversationId = await newChannel();
    const id = newMessageId();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, turn) =>
        member.ask("message:send", { id, conversationId, text: `Text ${turn % 2}` }, workspaceId),
      ),
    );
    const [stored] = await textsOf(conversationId);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(5);
    for (const answer of answers) {
      if (answer.ok) expect(answer.data.message).toEqual(stored);
      else expect(answer.error.code).toBe("conflict");
    }
  });
});

describe("the place of a message", () => {
  test("fifty people's sends at once are numbered without holes, and listed in that order", async () => {
    const { owner, member, workspaceId } = world;
    const conversationId = await newChannel();
    const before = await owner.must("message:list", { conversationId }, workspaceId);
    const start = before.messages.at(-1)?.seq ?? 0;
    const sent = await Promise.all(
      Array.from({ length: 50 }, (_, turn) =>
        say(turn % 2 ? owner : member, workspaceId, { to: conversationId, text: `No. ${turn}` }),
      ),
    );
    const seqs = sent.map((message) => message.seq).sort((a, b) => a - b);
    expect(seqs).toEqual(Array.from({ length: 50 }, (_, place) => start + place + 1));
    const listed = await textsOf(conversationId);
    expect(listed.map((message) => message.seq)).toEqual(seqs);
    expect(new Set(listed.map((message) => message.id))).toEqual(
      new Set(sent.map((message) => message.id)),
    );
  });

  test("one sender's messages keep the order in which they were sent", async () => {
    const { member, workspaceId } = world;
    const conversationId = await newChannel();
    const socket = await enter(member, workspaceId);
    const texts = Array.from({ length: 20 }, (_, turn) => `Line ${turn}`);
    for (const text of texts) {
      await socket.must("message:send", { id: newMessageId(), conversationId, text });
    }
    expect((await textsOf(conversationId)).map((message) => message.text)).toEqual(texts);
  });

  test("only a UUIDv7 names a new message", async () => {
    const { member, workspaceId } = world;
    const conversationId = await newChannel();
    for (const id of ["0b9f9a52-4f0b-4d53-9c30-1c1b4a5b0a11", "1", ""]) {
      const input = { id: asId<MessageId>(id), conversationId, text: "Hello" };
      expect(await member.ask("message:send", input, workspaceId)).toMatchObject({
        ok: false,
        error: { code: "invalid", field: "id" },
      });
    }
  });
});

describe("what may not be said", () => {
  test("X74: nothing is written, edited or deleted in an archived channel", async () => {
    const { owner, member, workspaceId } = world;
    const conversationId = await newChannel();
    const { id } = await say(member, workspaceId, { to: conversationId });
    await owner.must("channel:archive", { conversationId }, workspaceId);
    const answers = await Promise.all([
      member.ask("message:send", { id: newMessageId(), conversationId, text: "Late" }, workspaceId),
      member.ask("message:edit", { id, text: "Late" }, workspaceId),
      member.ask("message:delete", { id }, workspaceId),
    ]);
    for (const answer of answers) {
      expect(answer).toMatchObject({ ok: false, error: { code: "conflict" } });
    }
    expect((await textsOf(conversationId)).map((message) => message.text)).toEqual(["Hello."]);
  });

  test("X74: whoever lost the right to post in general is refused, admins are not", async () => {
    const { owner, admin, member, workspaceId, general } = world;
    const policy = { postInGeneral: "admins" as const };
    const { id } = await say(member, workspaceId, { to: general });
    await owner.must("workspace:update", { policy }, workspaceId);
    const input = () => ({ id: newMessageId(), conversationId: general, text: "All hands" });
    expect(await member.ask("message:send", input(), workspaceId)).toMatchObject({
      ok: false,
      error: { code: "forbidden" },
    });
    expect((await admin.ask("message:send", input(), workspaceId)).ok).toBe(true);
    for (const answer of [
      await member.ask("message:edit", { id, text: "All hands" }, workspaceId),
      await member.ask("message:delete", { id }, workspaceId),
    ]) {
      expect(answer).toMatchObject({ ok: false, error: { code: "forbidden" } });
    }
    await owner.must("workspace:update", { policy: { postInGeneral: "everyone" } }, workspaceId);
    expect((await member.ask("message:send", input(), workspaceId)).ok).toBe(true);
    expect((await member.ask("message:delete", { id }, workspaceId)).ok).toBe(true);
  });

  test("X75: author, place and time are the server's", async () => {
    const { owner, member, workspaceId } = world;
    const conversationId = await newChannel();
    const { id } = await say(member, workspaceId, { to: conversationId });
    for (const field of ["authorId", "seq", "createdAt", "kind", "tick"]) {
      for (const [name, body] of [
        ["message:send", { id: newMessageId(), conversationId, text: "Hi" }],
        ["message:edit", { id, text: "Hi" }],
      ] as const) {
        const input = { ...body, [field]: owner.userId };
        const response = await member.post(`/api/v1/workspaces/${workspaceId}/${name}`, input);
        expect(response.status).toBe(400);
        expect(await response.json()).toMatchObject({ error: { code: "invalid", field } });
      }
    }
  });
});
