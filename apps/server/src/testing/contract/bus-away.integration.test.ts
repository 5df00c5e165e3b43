import type { ConversationId, RoomName } from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Actor } from "../actor.ts";
import { type Cluster, startCluster } from "../cluster.ts";
import type { SocketActor } from "../socket-actor.ts";
import { buildWorld, createChannel, newMessageId, say, type World } from "../world.ts";

/** Nothing here takes long, except on a machine that is busy with other things. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let cluster: Cluster;
let world: World;
let memberAtB: Actor;

beforeAll(async () => {
  cluster = await startCluster();
  world = await buildWorld(cluster.a);
  memberAtB = cluster.at(cluster.b, world.member);
});
afterAll(() => cluster?.close());

/** The time a hint may take is 10 s; the machine may be slow. */
const PATIENCE = { timeout: 60_000, interval: 100 };

async function newChannel(): Promise<{ id: ConversationId; room: RoomName }> {
  const { owner, member, outsider, workspaceId } = world;
  const name = `away-${uuidv7()}`.slice(0, 40);
  const others = [member.userId, outsider.userId];
  const { id } = await createChannel(owner, workspaceId, { name, with: others });
  return { id, room: `channel:${id}` };
}

async function connect(actor: Actor): Promise<SocketActor> {
  const socket = await actor.connect(world.workspaceId);
  const { epoch, clocks } = await socket.must("workspace:bootstrap", {});
  await socket.must("sync", { epoch, clocks });
  return socket;
}

/** How far a socket was told that a room is, by changes or by hint. */
function toldClock(socket: SocketActor, room: RoomName): number {
  const told = socket.heard.flatMap(({ event, payload }) => {
    const { room: of, to } = payload as { room?: string; to?: number };
    return (event === "clock" || event === "changes") && of === room && to ? [to] : [];
  });
  return Math.max(0, ...told);
}

function bothHear() {
  return [cluster.a, cluster.b].every(({ app }) => app.context.bus.isWhole());
}

test("G9: the same ids sent to both nodes at once are stored once, with one seq each", async () => {
  const { owner } = world;
  const { id: conversationId } = await newChannel();
  const lines = await Promise.all([connect(owner), connect(cluster.at(cluster.b, owner))]);
  const ids = Array.from({ length: 300 }, newMessageId);
  const answers = await Promise.all(
    ids.flatMap((id) =>
      lines.map((line) => line.must("message:send", { id, conversationId, text: id })),
    ),
  );
  const seqs = new Map<string, Set<number>>();
  for (const { message } of answers) {
    seqs.set(message.id, (seqs.get(message.id) ?? new Set()).add(message.seq));
  }
  for (const id of ids) expect(seqs.get(id)?.size).toBe(1);
  const all = [...seqs.values()].flatMap((one) => [...one]).sort((x, y) => x - y);
  expect(all).toEqual(all.map((_, index) => (all[0] ?? 0) + index));
  for (const line of lines) line.socket.disconnect();
});

test("G27: a Redis that comes back empty changes nothing: the other node is told what it missed", async () => {
  const { owner, workspaceId } = world;
  const { id, room } = await newChannel();
  const heard = await connect(memberAtB);
  await cluster.redis.kill();
  await expect.poll(() => cluster.b.app.context.bus.isWhole(), PATIENCE).toBe(false);
  await say(owner, workspaceId, { to: id, text: "While it was away." });
  await cluster.redis.start();
  await expect.poll(bothHear, PATIENCE).toBe(true);
  const { conversation } = await owner.must(
    "channel:update",
    { conversationId: id, topic: "Back" },
    workspaceId,
  );
  await expect
    .poll(() => toldClock(heard, room), PATIENCE)
    .toBeGreaterThanOrEqual(conversation.clock);
  await heard.hearsChange(room, "conversation", ({ topic }) => topic === "Back");
  heard.socket.disconnect();
});

test("G28: without Redis each node serves its own at once, and the other's learn of it by hint", async () => {
  const { owner, workspaceId } = world;
  const { id, room } = await newChannel();
  const atA = await connect(owner);
  const atB = await connect(memberAtB);
  await cluster.redis.kill();
  await expect.poll(() => cluster.b.app.context.bus.isWhole(), PATIENCE).toBe(false);
  const message = await say(owner, workspaceId, { to: id, text: "Nobody carries this." });
  await atA.hearsChange(room, "message", (one) => one.id === message.id);
  await expect.poll(() => toldClock(atB, room), PATIENCE).toBeGreaterThanOrEqual(message.tick);

  const { epoch } = await atB.must("workspace:bootstrap", {});
  const { rooms } = await atB.must("sync", { epoch, clocks: { [room]: message.tick - 1 } });
  expect(rooms.find((one) => one.room === room)?.changes).toMatchObject([
    { kind: "message", data: { id: message.id } },
  ]);
  await cluster.redis.start();
  await expect.poll(bothHear, PATIENCE).toBe(true);
  for (const { socket } of [atA, atB]) socket.disconnect();
});

test("G43: a removal that the bus loses is found out before anything later is shown", async () => {
  const { owner, outsider, workspaceId } = world;
  const { id, room } = await newChannel();
  const removed = await connect(cluster.at(cluster.b, outsider));
  const stays = await connect(memberAtB);
  await cluster.redis.kill();
  await expect.poll(() => cluster.a.app.context.bus.isWhole(), PATIENCE).toBe(false);
  await owner.must(
    "channel:remove-member",
    { conversationId: id, userId: outsider.userId },
    workspaceId,
  );
  const ownerAtB = cluster.at(cluster.b, owner);
  const message = await say(ownerAtB, workspaceId, { to: id, text: "Behind their back." });
  await stays.hearsChange(room, "message", (one) => one.id === message.id);
  expect(JSON.stringify(removed.heard)).not.toContain("Behind their back.");
  expect(toldClock(removed, room)).toBeLessThan(message.tick);
  await cluster.redis.start();
  await expect.poll(bothHear, PATIENCE).toBe(true);
  for (const { socket } of [removed, stays]) socket.disconnect();
});
