import { asId } from "@hallway/protocol";
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

/** A channel with messages of the owner that the member has not read. */
async function unreadChannel(messages: number) {
  const { owner, member, workspaceId } = world;
  const { id } = await createChannel(owner, workspaceId, { with: [member.userId] });
  for (let count = 0; count < messages; count++) await say(owner, workspaceId, { to: id });
  const page = await owner.must("message:list", { conversationId: id }, workspaceId);
  return { id, end: page.messages.at(-1)?.seq ?? 0 };
}

test("marks of one batch follow each other: two of one conversation, some of many", async () => {
  const { member, workspaceId } = world;
  const [first, second] = [await unreadChannel(4), await unreadChannel(2)];
  const socket = await enter(member, workspaceId);
  const steps = [
    { conversationId: first.id, seq: first.end - 2 },
    { conversationId: second.id, seq: second.end },
    { conversationId: first.id, seq: first.end },
    { conversationId: first.id, seq: first.end - 1 },
    { conversationId: first.id, seq: first.end - 1, unread: true },
  ];
  const answers = await Promise.all(steps.map((step) => socket.must("read:mark", step)));
  const pointers = answers.map(({ participation }) => participation.lastReadSeq);
  expect(pointers).toEqual([first.end - 2, second.end, first.end, first.end, first.end - 2]);
  const unread = answers.map(({ participation }) => participation.unreadCount);
  expect(unread).toEqual([2, 0, 0, 0, 2]);
  await socket.hearsChange(
    `user:${member.userId}`,
    "participation",
    ({ tick }) => tick === answers.at(-1)?.participation.tick,
  );
  const told = socket.changesOf(`user:${member.userId}`);
  for (const [index, { from }] of told.entries()) {
    if (index > 0) expect(from).toBe(told[index - 1]?.to);
  }
});

test("a place beyond all that a column holds is the end", async () => {
  const { member, workspaceId } = world;
  const { id, end } = await unreadChannel(1);
  const mark = { conversationId: id, seq: Number.MAX_SAFE_INTEGER };
  const { participation } = await member.must("read:mark", mark, workspaceId);
  expect(participation.lastReadSeq).toBe(end);
});

test("an ended session marks nothing, and a stranger's conversation looks like none", async () => {
  const { outsider, workspaceId } = world;
  const { id, end } = await unreadChannel(1);
  const socket = await enter(outsider, workspaceId);
  const missing = { conversationId: id, seq: end };
  const answers = await Promise.all([
    socket.ask("read:mark", missing),
    socket.ask("read:mark", { ...missing, conversationId: asId(newMessageId()) }),
  ]);
  expect(answers[0]).toMatchObject({ ok: false, error: { code: "not_found" } });
  expect(answers[0]).toEqual(answers[1]);
  const { database } = server.app.context;
  await database.session.deleteMany({ where: { userId: outsider.userId } });
  const refused = await socket.ask("read:mark", missing);
  expect(refused).toMatchObject({ ok: false, error: { code: "unauthenticated" } });
  await socket.ended;
});
