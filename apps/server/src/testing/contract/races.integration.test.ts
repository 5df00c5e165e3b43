import type { ConversationId, RoomName } from "@hallway/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SocketActor } from "../socket-actor.ts";
import { startServer, type TestServer } from "../start-server.ts";
import { buildWorld, createChannel, newMessageId, say, type World } from "../world.ts";
import { enter, settled } from "./settled.ts";

const ROUNDS = 8;
const CROWD = 20;

let server: TestServer;
let world: World;

beforeAll(async () => {
  server = await startServer();
  world = await buildWorld(server);
});
afterAll(() => server.close());

/** Many messages at once, with something else in their middle. */
async function amidst(conversationId: ConversationId, act: () => Promise<unknown>): Promise<void> {
  const { owner, workspaceId } = world;
  const sends = (count: number) =>
    Array.from({ length: count }, () => say(owner, workspaceId, { to: conversationId }));
  await Promise.all([...sends(CROWD / 2), act(), ...sends(CROWD / 2)]);
}

function ticksHeard(socket: SocketActor, room: RoomName): number[] {
  return socket
    .changesOf(room)
    .flatMap(({ changes }) => changes)
    .flatMap((change) => (change.kind === "message" ? [change.data.tick] : []));
}

async function allTicks(conversationId: ConversationId): Promise<number[]> {
  const { owner, workspaceId } = world;
  const page = await owner.must("message:list", { conversationId, limit: 100 }, workspaceId);
  return page.messages.map(({ tick }) => tick);
}

describe("in the middle of a crowd of messages", () => {
  test("G42: a removed person hears nothing above the removal", async () => {
    const { owner, member, workspaceId } = world;
    const [socket, witness] = [await enter(member, workspaceId), await enter(owner, workspaceId)];
    for (let round = 0; round < ROUNDS; round++) {
      const { id } = await createChannel(owner, workspaceId, { with: [member.userId] });
      const room: RoomName = `channel:${id}`;
      const removal = { conversationId: id, userId: member.userId };
      await amidst(id, () => owner.must("channel:remove-member", removal, workspaceId));
      const last = await say(owner, workspaceId, { to: id });
      await settled(socket, witness);
      const left = await witness.hearsChange(room, "participant", ({ leftAt }) => leftAt !== null);
      for (const tick of ticksHeard(socket, room)) expect(tick).toBeLessThan(left.tick);
      expect(ticksHeard(witness, room)).toContain(last.tick);
    }
  });

  test("what a removed person sends is stored below the removal or refused", async () => {
    const { owner, member, workspaceId } = world;
    const socket = await enter(member, workspaceId);
    for (let round = 0; round < ROUNDS; round++) {
      const { id } = await createChannel(owner, workspaceId, { with: [member.userId] });
      const removal = { conversationId: id, userId: member.userId };
      const send = () =>
        socket.ask("message:send", { id: newMessageId(), conversationId: id, text: "In time?" });
      const [answers] = await Promise.all([
        Promise.all(Array.from({ length: CROWD }, send)),
        owner.must("channel:remove-member", removal, workspaceId),
      ]);
      const page = await owner.must("message:list", { conversationId: id }, workspaceId);
      const removed = page.messages.find(({ system }) => system?.event === "removed");
      for (const answer of answers) {
        if (answer.ok) expect(answer.data.message.seq).toBeLessThan(removed?.seq ?? 0);
        else expect(answer.error.code).toBe("not_found");
      }
      const stored = page.messages.filter(({ kind }) => kind === "text");
      expect(stored).toHaveLength(answers.filter(({ ok }) => ok).length);
    }
  });

  test("whoever joins and catches up once misses nothing, whether live or caught up", async () => {
    const { owner, outsider, workspaceId } = world;
    const socket = await enter(outsider, workspaceId);
    for (let round = 0; round < ROUNDS; round++) {
      const { id } = await createChannel(owner, workspaceId);
      const room: RoomName = `channel:${id}`;
      const { epoch, clocks } = await outsider.must("workspace:bootstrap", {}, workspaceId);
      let clock = 0;
      const loaded: number[] = [];
      await amidst(id, async () => {
        await outsider.must("channel:join", { conversationId: id }, workspaceId);
        const { rooms } = await socket.must("sync", { epoch, clocks });
        clock = rooms.find((changes) => changes.room === room)?.to ?? 0;
        const page = await socket.must("message:list", { conversationId: id, limit: 100 });
        loaded.push(...page.messages.map(({ tick }) => tick));
      });
      await settled(socket);
      expect(clock).toBeGreaterThan(0);
      const known = new Set([...loaded, ...ticksHeard(socket, room)]);
      expect((await allTicks(id)).filter((tick) => !known.has(tick))).toEqual([]);
    }
  });

  test("whoever reconnects and catches up misses nothing, and needs no second sync", async () => {
    const { owner, member, workspaceId } = world;
    const { id } = await createChannel(owner, workspaceId, { with: [member.userId] });
    const room: RoomName = `channel:${id}`;
    for (let round = 0; round < ROUNDS; round++) {
      const { epoch, clocks } = await member.must("workspace:bootstrap", {}, workspaceId);
      const start = clocks[room] ?? 0;
      const caughtUp: number[] = [];
      let socket: SocketActor | undefined;
      await amidst(id, async () => {
        socket = await member.connect(workspaceId);
        const { rooms } = await socket.must("sync", { epoch, clocks });
        const changes = rooms.find((one) => one.room === room)?.changes ?? [];
        caughtUp.push(
          ...changes.flatMap((change) => (change.kind === "message" ? [change.data.tick] : [])),
        );
      });
      if (!socket) throw new Error("Nobody connected");
      await settled(socket);
      const known = new Set([...caughtUp, ...ticksHeard(socket, room)]);
      const missed = (await allTicks(id)).filter((tick) => tick > start && !known.has(tick));
      expect(missed).toEqual([]);
      socket.socket.disconnect();
    }
  });
});

test("two who set the same name, slug or direct message up at once make one", async () => {
  const { owner, member, admin, workspaceId } = world;
  for (let round = 0; round < ROUNDS; round++) {
    const name = `race-${round}`;
    const created = await Promise.all(
      [owner, member, admin].map((one) => one.ask("channel:create", { name }, workspaceId)),
    );
    expect(created.map((one) => (one.ok ? "ok" : one.error.code)).sort()).toEqual([
      "conflict",
      "conflict",
      "ok",
    ]);
    const founded = await Promise.all(
      [owner, member, admin].map((one) => one.ask("workspace:create", { name, slug: name })),
    );
    expect(founded.map((one) => (one.ok ? "ok" : one.error.code)).sort()).toEqual([
      "conflict",
      "conflict",
      "ok",
    ]);
  }
  const trio = [owner, member, admin].map(({ userId }) => userId);
  const opened = await Promise.all(
    [owner, member, admin, owner, member, admin].map((one) =>
      one.must("dm:open", { userIds: trio.filter((id) => id !== one.userId) }, workspaceId),
    ),
  );
  expect(new Set(opened.map(({ conversation }) => conversation.id)).size).toBe(1);
  expect(opened[0]?.conversation.memberCount).toBe(3);
});

describe("behind a room that somebody holds for too long", () => {
  test("a change of a message may be tried again: it is not as if there were none", async () => {
    const { owner, workspaceId } = world;
    const { id: conversationId } = await createChannel(owner, workspaceId);
    const { id } = await say(owner, workspaceId, { to: conversationId });
    const { database } = server.app.context;
    const answers = await database.$transaction(
      async (db) => {
        await db.$queryRaw`SELECT FROM room WHERE id = ${conversationId}::uuid FOR NO KEY UPDATE`;
        return Promise.all([
          owner.ask("message:edit", { id, text: "Late" }, workspaceId),
          owner.ask("message:delete", { id }, workspaceId),
        ]);
      },
      { timeout: 60_000 },
    );
    for (const answer of answers) {
      expect(answer).toMatchObject({
        ok: false,
        error: { code: "unavailable", retryInMs: expect.any(Number) },
      });
    }
    expect(await owner.must("message:edit", { id, text: "Late" }, workspaceId)).toMatchObject({
      message: { text: "Late" },
    });
  });
});
