import {
  asId,
  type Clocks,
  type ConversationId,
  type Epoch,
  limits,
  type RoomName,
  type SyncAnswer,
} from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { startServer, type TestServer } from "../start-server.ts";
import { buildWorld, createChannel, newMessageId, say, type World } from "../world.ts";
import { enter, settled } from "./settled.ts";

let server: TestServer;
let world: World;

beforeAll(async () => {
  server = await startServer();
  world = await buildWorld(server);
});
afterAll(() => server.close());

/** A channel with the owner and the member in it, and its room. */
async function newRoom(): Promise<{ id: ConversationId; room: RoomName }> {
  const { owner, member, workspaceId } = world;
  const { id } = await createChannel(owner, workspaceId, { with: [member.userId] });
  return { id, room: `channel:${id}` };
}

async function stateOf(actor: Actor) {
  const { epoch, clocks } = await actor.must("workspace:bootstrap", {}, world.workspaceId);
  return { epoch, clocks };
}

function roomOf(answer: SyncAnswer, room: RoomName) {
  return answer.rooms.find((changes) => changes.room === room);
}

describe("sync", () => {
  test("brings what was sent during a disconnect, once, and nothing of rooms that stood still", async () => {
    const { owner, member, workspaceId } = world;
    const { id, room } = await newRoom();
    const before = await enter(member, workspaceId);
    const known = await stateOf(member);
    before.socket.disconnect();
    const sent = await say(owner, workspaceId, { to: id, text: "While you were out." });

    const after = await enter(member, workspaceId);
    const answer = await after.must("sync", known);
    expect(answer).toEqual({
      epoch: known.epoch,
      rooms: [
        {
          room,
          from: known.clocks[room],
          to: sent.tick,
          changes: [{ kind: "message", data: sent }],
        },
      ],
    });
    await settled(after);
    expect(after.changesOf(room)).toEqual([]);

    const next = await say(owner, workspaceId, { to: id, text: "And back." });
    expect(await after.hearsChange(room, "message", (message) => message.id === next.id)).toEqual(
      next,
    );
    expect(after.changesOf(room)).toMatchObject([{ from: sent.tick, to: next.tick }]);
  });

  test("brings each thing once, in its newest state, and only what is newer than the clock", async () => {
    const { owner, workspaceId } = world;
    const { id, room } = await newRoom();
    const old = await say(owner, workspaceId, { to: id, text: "Old" });
    const { epoch, clocks } = await stateOf(owner);
    const fresh = await say(owner, workspaceId, { to: id, text: "New" });
    await owner.must("message:edit", { id: fresh.id, text: "Newer" }, workspaceId);
    const edit = { id: fresh.id, text: "Newest" };
    const { message } = await owner.must("message:edit", edit, workspaceId);
    const answer = roomOf(await owner.must("sync", { epoch, clocks }, workspaceId), room);
    expect(answer).toEqual({
      room,
      from: old.tick,
      to: message.tick,
      changes: [{ kind: "message", data: message }],
    });
  });

  test("includes a room I was added to meanwhile, as one to load afresh", async () => {
    const { owner, member, workspaceId } = world;
    const known = await stateOf(member);
    const { id, room } = await newRoom();
    const { conversation } = await owner.must(
      "channel:update",
      { conversationId: id, topic: "Newcomers" },
      workspaceId,
    );
    const answer = await member.must("sync", known, workspaceId);
    expect(roomOf(answer, room)).toMatchObject({ reset: true, to: conversation.clock });
    expect(roomOf(answer, room)?.changes).toContainEqual({
      kind: "conversation",
      data: conversation,
    });
    expect(roomOf(answer, `user:${member.userId}`)?.changes).toMatchObject([
      { kind: "participation", data: { conversationId: id, leftAt: null, unreadCount: 0 } },
    ]);
  });

  test("says `gone` for a room I was removed from, and its socket is silent", async () => {
    const { owner, member, workspaceId } = world;
    const { id, room } = await newRoom();
    const socket = await enter(member, workspaceId);
    const known = await stateOf(member);
    const input = { conversationId: id, userId: member.userId };
    await owner.must("channel:remove-member", input, workspaceId);
    const secret = await say(owner, workspaceId, { to: id, text: "Not for Mia." });
    await owner.must("message:edit", { id: secret.id, text: "Still not." }, workspaceId);

    const answer = await socket.must("sync", known);
    expect(roomOf(answer, room)).toEqual({ room, from: 0, to: 0, changes: [], gone: true });
    const news = await say(owner, workspaceId, { to: id, text: "After the sync." });
    await settled(socket);
    expect(socket.changesOf(room)).toEqual([]);
    expect(JSON.stringify([socket.heard, answer])).not.toContain(secret.id);
    expect(JSON.stringify([socket.heard, answer])).not.toContain(news.id);
    expect(await socket.hearsChange(`user:${member.userId}`, "participation")).toMatchObject({
      conversationId: id,
      leftAt: expect.any(String),
    });
    expect(await member.ask("message:list", { conversationId: id }, workspaceId)).toMatchObject({
      ok: true,
    });
  });

  test("X19: of another workspace's, a hidden and a made-up room it says the same", async () => {
    const { outsider, workspaceId, privateChannel, dm, elsewhere, owner } = world;
    const { epoch, clocks } = await stateOf(outsider);
    const strange: RoomName[] = [
      `channel:${elsewhere.channel}`,
      `channel:${privateChannel}`,
      `dm:${dm}`,
      `user:${owner.userId}`,
      `channel:${uuidv7()}`,
      "channel:",
    ];
    const asked: Clocks = { ...clocks, ...Object.fromEntries(strange.map((room) => [room, 1])) };
    const answer = await outsider.must("sync", { epoch, clocks: asked }, workspaceId);
    expect(answer.rooms).toEqual(
      strange.map((room) => ({ room, from: 0, to: 0, changes: [], gone: true })),
    );
  });

  test("starts a room afresh whose clock is ahead of the server's", async () => {
    const { owner, workspaceId } = world;
    const { id, room } = await newRoom();
    const { message } = { message: await say(owner, workspaceId, { to: id }) };
    const { epoch, clocks } = await stateOf(owner);
    const ahead = { epoch, clocks: { ...clocks, [room]: message.tick + 1 } };
    expect(await owner.must("sync", ahead, workspaceId)).toMatchObject({
      rooms: [{ room, from: 0, to: message.tick, reset: true }],
    });
  });

  test("tells only the epoch to whoever comes with another one", async () => {
    const { owner, workspaceId } = world;
    const { epoch, clocks } = await stateOf(owner);
    const other = asId<Epoch>(uuidv7());
    expect(await owner.must("sync", { epoch: other, clocks }, workspaceId)).toEqual({
      epoch,
      rooms: [],
    });
  });

  test("answers what is at the bound, and resets what is beyond it", async () => {
    const { owner, member, workspaceId } = world;
    const { id, room } = await newRoom();
    const { epoch, clocks } = await stateOf(owner);
    const socket = await enter(owner, workspaceId);
    const send = async (count: number) => {
      const texts = Array.from({ length: count }, (_, turn) => `${turn}`);
      const input = (text: string) => ({ id: newMessageId(), conversationId: id, text });
      await Promise.all(texts.map((text) => socket.must("message:send", input(text))));
    };
    for (let sent = 0; sent < limits.syncChangesPerRoom; sent += 100) await send(100);
    const full = roomOf(await owner.must("sync", { epoch, clocks }, workspaceId), room);
    expect(full?.reset).toBeUndefined();
    expect(full?.changes).toHaveLength(limits.syncChangesPerRoom);

    await send(1);
    const far = roomOf(await owner.must("sync", { epoch, clocks }, workspaceId), room);
    expect(far).toMatchObject({ reset: true, from: 0, to: (full?.to ?? 0) + 1 });
    expect(far?.changes.map((change) => change.kind)).not.toContain("message");
    expect(far?.changes.map((change) => change.kind)).toContain("conversation");
    expect(far?.changes).toContainEqual({
      kind: "participation",
      data: expect.objectContaining({ unreadCount: 0 }),
    });
    const theirs = await member.must("workspace:bootstrap", {}, workspaceId);
    const mine = theirs.participations.find(({ conversationId }) => conversationId === id);
    expect(mine?.unreadCount).toBe(limits.syncChangesPerRoom + 1);
  }, 40_000);

  test("X18: refuses cursors that are none", async () => {
    const { owner, workspaceId } = world;
    const { epoch } = await stateOf(owner);
    const wrong = ["-1", "1.5", '"1"', "null", "1e309", "[]", "{}", "1e30"];
    for (const cursor of wrong) {
      const body = `{"epoch":"${epoch}","clocks":{"workspace":${cursor}}}`;
      const response = await owner.request(`/api/v1/workspaces/${workspaceId}/sync`, {
        method: "POST",
        body,
        headers: { "content-type": "application/json" },
      });
      expect([cursor, response.status]).toEqual([cursor, 400]);
      expect(await response.json()).toMatchObject({
        error: { code: "invalid", field: "clocks.workspace" },
      });
    }
    const rooms = Array.from({ length: limits.syncRooms + 1 }, (_, at) => [`user:${at}`, 1]);
    const many = { epoch, clocks: Object.fromEntries(rooms) };
    expect(await owner.ask("sync", many, workspaceId)).toMatchObject({
      error: { code: "invalid", field: "clocks" },
    });
    const unnamed = { epoch, clocks: { "everything:*": 1 } };
    expect((await owner.post(`/api/v1/workspaces/${workspaceId}/sync`, unnamed)).status).toBe(400);
  });
});

describe("a room's clock", () => {
  test("is told without holes: each event begins where the one before ended", async () => {
    const { owner, member, outsider, workspaceId } = world;
    const { id, room } = await newRoom();
    const socket = await enter(member, workspaceId);
    const start = (await stateOf(member)).clocks[room];
    await Promise.all(
      Array.from({ length: 10 }, async (_, turn) => {
        const { id: messageId } = await say(owner, workspaceId, { to: id, text: `${turn}` });
        await owner.must("message:edit", { id: messageId, text: `${turn}!` }, workspaceId);
        if (turn % 3 === 0) await owner.must("message:delete", { id: messageId }, workspaceId);
        if (turn % 5 === 0) {
          await outsider.must("channel:join", { conversationId: id }, workspaceId);
          await outsider.must("channel:leave", { conversationId: id }, workspaceId);
        }
        const topic = { conversationId: id, topic: `Topic ${turn}` };
        await owner.must("channel:update", topic, workspaceId);
      }),
    );
    await settled(socket);
    const events = socket.changesOf(room).sort((a, b) => a.from - b.from);
    const ends = events.map(({ to }) => to);
    expect(events.map(({ from }) => from)).toEqual([start, ...ends.slice(0, -1)]);
    expect((await stateOf(member)).clocks[room]).toBe(ends.at(-1));
    for (const { from, to, changes } of events) {
      expect(changes.length).toBeGreaterThan(0);
      for (const { data } of changes) {
        const tick = "clock" in data ? data.clock : "tick" in data ? data.tick : 0;
        expect(tick).toBeGreaterThan(from);
        expect(tick).toBeLessThanOrEqual(to);
      }
    }
  });

  test("tells in one event all that one commit changed", async () => {
    const { member, outsider, workspaceId } = world;
    const { id, room } = await newRoom();
    const socket = await enter(member, workspaceId);
    await outsider.must("channel:join", { conversationId: id }, workspaceId);
    await settled(socket);
    const [event, ...more] = socket.changesOf(room);
    expect(more).toEqual([]);
    const kinds = new Set(event?.changes.map((change) => change.kind));
    expect(kinds).toEqual(new Set(["message", "participant", "conversation"]));
  });

  test("is hinted once more when the room has come to rest", async () => {
    const { owner, member, workspaceId } = world;
    const { id, room } = await newRoom();
    const socket = await enter(member, workspaceId);
    await say(owner, workspaceId, { to: id });
    const last = await say(owner, workspaceId, { to: id });
    await socket.hears<{ room: RoomName; to: number }>(
      "clock",
      (hint) => hint.room === room && hint.to === last.tick,
    );
    const hints = socket.heard.filter(
      ({ event, payload }) => event === "clock" && JSON.stringify(payload).includes(room),
    );
    expect(hints).toHaveLength(1);
  });
});
