import {
  asId,
  type ConversationId,
  channelAddMembers,
  channelCreate,
  channelRemoveMember,
  type UserId,
} from "@hallway/protocol";
import { type Client, createClient } from "../client.ts";
import type { History, SiteView } from "../contract.ts";
import { settle } from "../load-settle.ts";
import { writeText } from "../load-text.ts";
import { createWorld } from "../load-world.ts";
import { createRandom } from "../random.ts";

/** A private channel of a workspace of its own, with everybody at their device, at one node or the other. */
export interface FullChannel {
  id: ConversationId;
  /** Those who stay write in turn, each at a node of their own, until it is stopped. */
  keepWriting(messagesPerSecond: number): { stop(): void };
  /** The owner removes one after the other of those who do not stay. */
  removeAll(): Promise<void>;
  /** Resolves when everyone is where the database is; writes down the views and hangs up. */
  close(): Promise<void>;
}

export interface FullChannelPlan {
  site: SiteView;
  history: History;
  /** Who will be removed. */
  guests: number;
}

/** Apart from the names, numbers and addresses of those who are at work already. */
const SEED = 1_000_000;
const PATIENCE = { timeoutMs: 240_000 };
/** The owner at the first node, and one at the second. */
const STAY = 2;

export async function openFullChannel({
  site,
  history,
  guests,
}: FullChannelPlan): Promise<FullChannel> {
  const clients = await openDevices({ site, history, guests });
  const [owner] = clients;
  if (!owner) throw new Error("A channel has an owner");
  await comeRight(site, clients);
  const id = await seatEveryone(owner, clients);
  await comeRight(site, clients);
  return {
    id,
    keepWriting: (messagesPerSecond) =>
      keepWriting(clients.slice(0, STAY), { id, messagesPerSecond }),
    async removeAll() {
      for (const { user } of clients.slice(STAY)) await remove(owner, { id, user });
    },
    async close() {
      await comeRight(site, clients);
      for (const client of clients) client.noteViews();
      await Promise.all(clients.map((client) => client.stop()));
    },
  };
}

async function openDevices({ site, history, guests }: FullChannelPlan): Promise<Client[]> {
  const load = { channels: 0, messagesPerSecond: 0, seed: SEED };
  const world = await createWorld({ site, history, clients: STAY + guests, ...load });
  let asks = SEED;
  let sessions = SEED;
  return world.people.map(({ account, credentials }, index) =>
    createClient({
      ...{ site, history, account, credentials, workspaceId: world.workspaceId },
      ...{ name: `m${index + 1}`, home: index % site.urls.length, transport: "websocket" },
      random: createRandom(SEED + index),
      nextAsk: () => ++asks,
      nextSession: () => `s${++sessions}`,
      sent: () => undefined,
    }),
  );
}

async function comeRight(site: SiteView, clients: readonly Client[]): Promise<void> {
  const { settled, behind } = await settle(site, clients, PATIENCE);
  if (!settled) throw new Error(`Not everyone came right: ${behind.join(", ")}`);
}

async function seatEveryone(owner: Client, clients: readonly Client[]): Promise<ConversationId> {
  const created = await owner.ask({
    contract: channelCreate,
    input: { name: "full-channel", private: true },
    way: owner.way(),
  });
  if (created.kind !== "answered") throw new Error("The channel was not made");
  const { id } = created.data.conversation;
  const users = clients.slice(1).map(({ user }) => user);
  const seated = await owner.ask({
    contract: channelAddMembers,
    input: { conversationId: id, userIds: users.map((user) => asId<UserId>(user)) },
    way: owner.way(),
    asked: { conversation: id, users },
  });
  if (seated.kind !== "answered") throw new Error("Nobody was seated");
  return id;
}

function keepWriting(
  writers: readonly Client[],
  { id, messagesPerSecond }: { id: ConversationId; messagesPerSecond: number },
): { stop(): void } {
  const random = createRandom(SEED);
  let numbers = 0;
  const timer = setInterval(() => {
    const writer = writers[numbers++ % writers.length];
    writer?.write(id, writeText(`${writer.name}.${numbers}`, { random, mention: null }));
  }, 1_000 / messagesPerSecond);
  return { stop: () => clearInterval(timer) };
}

/** Asks until the server has agreed. */
async function remove(
  owner: Client,
  { id, user }: { id: ConversationId; user: string },
): Promise<void> {
  const outcome = await owner.ask({
    contract: channelRemoveMember,
    input: { conversationId: id, userId: asId<UserId>(user) },
    way: owner.way(),
    asked: { conversation: id, users: [user] },
  });
  if (outcome.kind === "refused") throw new Error(`A removal was refused: ${outcome.code}`);
  if (outcome.kind === "unanswered") await remove(owner, { id, user });
}
