import type { ConversationId, RoomName, UserId } from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Actor } from "../actor.ts";
import { type Cluster, startCluster } from "../cluster.ts";
import type { SocketActor } from "../socket-actor.ts";
import { admitByLink, createChannel, createWorkspace, say } from "../world.ts";

/** Nothing here takes long, except on a machine that is busy with other things. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const PEOPLE = 16;
const MESSAGES = 60;

let cluster: Cluster;
let owner: Actor;
let people: Actor[];
let workspaceId: Awaited<ReturnType<typeof createWorkspace>>;

beforeAll(async () => {
  cluster = await startCluster();
  owner = await cluster.a.signUp("Olga Owner");
  workspaceId = await createWorkspace(owner, "acme");
  people = await Promise.all(
    Array.from({ length: PEOPLE }, (_, index) => {
      return (index % 2 === 0 ? cluster.a : cluster.b).signUp(`Person ${uuidv7().slice(-8)}`);
    }),
  );
  await admitByLink(owner, { workspaceId, role: "member", actors: people });
});
afterAll(() => cluster?.close());

/** The tick at which a person left, as whoever stayed was told. */
function removalOf(witness: SocketActor, room: RoomName, userId: UserId): number {
  const left = witness
    .changesOf(room)
    .flatMap(({ changes }) => changes)
    .flatMap((change) => (change.kind === "participant" ? [change.data] : []))
    .find((participant) => participant.userId === userId && participant.leftAt);
  if (!left) throw new Error("Nobody told of this removal");
  return left.tick;
}

async function enter(actor: Actor): Promise<SocketActor> {
  const socket = await actor.connect(workspaceId);
  const { epoch, clocks } = await socket.must("workspace:bootstrap", {});
  await socket.must("sync", { epoch, clocks });
  return socket;
}

test("G42: people removed at one node while both nodes are busy hear nothing above their removal", async () => {
  const userIds = people.map(({ userId }) => userId);
  const { id } = await createChannel(owner, workspaceId, { name: "leaving", with: userIds });
  const room: RoomName = `channel:${id}`;
  const lines = await Promise.all(people.map(enter));
  const witness = await enter(owner);
  const talkers = [owner, cluster.at(cluster.b, owner)];
  const removed = people.slice(2);
  await Promise.all([
    talk(talkers, id),
    ...removed.map((person, index) => remove(talkers[index % 2] ?? owner, id, person.userId)),
    ...removed.map((person) => comeAndGo(person)),
  ]);
  const last = await say(owner, workspaceId, { to: id, text: "The last word." });
  for (const line of [witness, ...lines.slice(0, 2)]) {
    await line.hearsChange(room, "message", (message) => message.id === last.id);
  }
  for (const [index, person] of removed.entries()) {
    const removal = removalOf(witness, room, person.userId);
    for (const { to } of lines[index + 2]?.changesOf(room) ?? []) expect(to).toBeLessThan(removal);
  }
});

async function talk(talkers: Actor[], to: ConversationId): Promise<void> {
  for (let count = 0; count < MESSAGES; count += talkers.length) {
    await Promise.all(talkers.map((talker) => say(talker, workspaceId, { to })));
  }
}

async function remove(by: Actor, conversationId: ConversationId, userId: UserId): Promise<void> {
  await by.must("channel:remove-member", { conversationId, userId }, workspaceId);
}

/** Further sockets that read what they may hear while it changes. */
async function comeAndGo(person: Actor): Promise<void> {
  const socket = await enter(person);
  socket.socket.disconnect();
}
