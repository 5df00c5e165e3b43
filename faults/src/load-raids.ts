import {
  asId,
  type ConversationId,
  channelAddMembers,
  channelRemoveMember,
  memberEndSessions,
  type SessionId,
  sessionList,
  sessionRevoke,
  type UserId,
} from "@hallway/protocol";
import type { Client } from "./client.ts";
import { comeOrGo, type Stage, writeTwice } from "./load-acts.ts";

/** What the nemesis asks of the people: to be removed, to lose their sessions, to fall asleep. */

/** Removes people from channels or brings them back, and lets others come and go. */
export async function churn(stage: Stage, owner: Client, count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) {
    if (stage.random.chance(0.3)) await comeOrGo(stage, stage.random.pick(stage.clients));
    else await seatOrUnseat(stage, owner);
  }
}

async function seatOrUnseat({ world, clients, random }: Stage, owner: Client): Promise<void> {
  const guests = clients.filter(({ user }) => user !== owner.user);
  if (guests.length === 0 || world.channels.length === 0) return;
  const { user, store } = random.pick(guests);
  const shown = world.channels.filter(({ id }) => store.timelines.has(id));
  const isRemoval = shown.length > 0 && random.chance(0.55);
  const { id } = random.pick(isRemoval ? shown : world.channels);
  const conversationId = asId<ConversationId>(id);
  const userId = asId<UserId>(user);
  const asked = { conversation: id, users: [user] };
  const way = owner.way();
  if (isRemoval) {
    const input = { conversationId, userId };
    await owner.ask({ contract: channelRemoveMember, input, way, asked });
  } else {
    const input = { conversationId, userIds: [userId] };
    await owner.ask({ contract: channelAddMembers, input, way, asked });
  }
}

/** A device that asked something would be told by the refusal; one that only listens shows whether it is closed. */
const HUSHED_MS = 5_000;

/**
 * Ends sessions from outside: of a person with two devices by the other device, else all of a person's by the owner.
 * Their devices keep listening until the server closes them.
 */
export async function revokeSessions(
  { clients, random }: Stage,
  owner: Client,
  count: number,
): Promise<void> {
  for (let turn = 0; turn < count; turn++) {
    const guests = clients.filter(({ user }) => user !== owner.user);
    if (guests.length === 0) return;
    const victim = random.pick(guests);
    const others = clients.filter(({ user, name }) => user === victim.user && name !== victim.name);
    const [other] = others;
    if (other && random.chance(0.5)) await revokeOne(victim, other);
    else await endAll(owner, [victim, ...others]);
  }
}

async function revokeOne(victim: Client, other: Client): Promise<void> {
  const session = victim.session();
  const listed = await victim.ask({ contract: sessionList, input: {}, way: victim.way() });
  if (listed.kind !== "answered" || victim.session() !== session) return;
  const current = listed.data.sessions.find(({ current }) => current);
  if (!current) return;
  victim.hush(HUSHED_MS);
  await other.ask({
    contract: sessionRevoke,
    input: { sessionId: asId<SessionId>(current.id) },
    way: other.way(),
    asked: { users: [victim.user], sessions: [session] },
  });
}

async function endAll(owner: Client, devices: readonly Client[]): Promise<void> {
  const users = [...new Set(devices.map(({ user }) => user))];
  for (const device of devices) device.hush(HUSHED_MS);
  for (const user of users) {
    await owner.ask({
      contract: memberEndSessions,
      input: { userId: asId<UserId>(user) },
      way: owner.way(),
      asked: { users, sessions: devices.map((device) => device.session()) },
    });
  }
}

const TWINS_AT_ONCE = 24;

/** Has so many messages written, each on two ways at once. */
export async function writeManyTwice(stage: Stage, count: number): Promise<void> {
  let written = 0;
  async function work(): Promise<void> {
    while (written < count) {
      written++;
      await writeTwice(stage, stage.random.pick(stage.clients));
    }
  }
  await Promise.all(Array.from({ length: TWINS_AT_ONCE }, work));
}

/** Makes connected devices stop reading for a while; the server has to live with what it cannot get rid of. */
export function stallReaders(
  { clients, random }: Stage,
  count: number,
  { ms, timers }: { ms: number; timers: Set<NodeJS.Timeout> },
): void {
  const open = clients.flatMap((client) => client.connection() ?? []);
  for (let turn = 0; turn < count && open.length > 0; turn++) {
    const [sleeper] = open.splice(random.below(open.length), 1);
    sleeper?.pause();
    const timer = setTimeout(() => {
      timers.delete(timer);
      sleeper?.resume();
    }, ms);
    timers.add(timer);
  }
}
