import { setTimeout as pause } from "node:timers/promises";
import { v7 as uuidv7 } from "uuid";
import { type Clocks, type Crowd, clocksOf, gatherCrowd, openMany, openSynced } from "./crowd.ts";
import { type Measurement, median, percentile } from "./measurement.ts";
import type { RawSocket } from "./raw-socket.ts";
import { type Site, startSite } from "./site.ts";
import type { Visitor } from "./visitor.ts";

const PEOPLE = 20;
const CONNECTIONS = 1_000;
const AT_ONCE = 32;
const ROUNDS = 3;
/** In the room of everyone: 5,000 deliveries a second, far from what the server can do. */
const EVERY_MS = 200;
/** What only the slow one and a sender are in, so that much waits for one reader and for nobody else. */
const FLOOD_TEXT = "x".repeat(12_000);
/** More than the system's buffers and the server's patience take together: 24 MB. */
const FLOOD_MESSAGES = 2_000;
const FLOOD_IN_FLIGHT = 8;
/** Each of these sends so often at most: 200 messages a second together. */
const FLOOD_EVERY_MS = 40;
/** How long whoever reads again may take to notice that they were cut. */
const NOTICE_MS = 5_000;

/**
 * One reader of a room of 1,000 stops reading while much is sent to them: what the others and the server notice of it,
 * beside the same traffic with a reader who reads.
 */
export async function benchStalledReader(): Promise<Measurement[]> {
  const site = await startSite();
  try {
    const room = await openRoom(site);
    await runRound(room, { stalls: false });
    const results: { healthy: Round; stalled: Round }[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      results.push({
        healthy: await runRound(room, { stalls: false }),
        stalled: await runRound(room, { stalls: true }),
      });
    }
    return toRows(results);
  } finally {
    await site.stop();
  }
}

interface Room {
  site: Site;
  crowd: Crowd;
  sender: { person: Visitor; socket: RawSocket };
  slow: Visitor;
  /** Where everyone is. */
  conversationId: string;
  /** Where the sender and the slow one are. */
  floodId: string;
  /** How long each message took to each reader, since it was last emptied. */
  times: number[];
}

interface Round {
  p99: number;
  rssBytes: number;
  wasCut: boolean;
  caughtUpMs: number;
}

async function openRoom(site: Site): Promise<Room> {
  const crowd = await gatherCrowd(site, { people: PEOPLE, channels: 1 });
  const [person, slow, ...others] = crowd.people;
  const [conversationId = ""] = crowd.conversationIds;
  if (!person || !slow) throw new Error("Nobody came");
  const floodId = await openFlood(crowd, person, slow);
  const held = await Promise.all(others.map((other) => clocksOf(crowd, other)));
  const times: number[] = [];
  await openMany(CONNECTIONS - 2, AT_ONCE, (index) => {
    const seat = index % others.length;
    const [reader, clocks] = [others[seat], held[seat]];
    if (!reader || !clocks) throw new Error("Nobody sits here");
    const onEvent = (packet: string) => noteTime(packet, times);
    return openSynced(site.hallway, crowd, { person: reader, held: clocks, onEvent });
  });
  const socket = await openSynced(site.hallway, crowd, {
    person,
    held: await clocksOf(crowd, person),
  });
  return { site, crowd, sender: { person, socket }, slow, conversationId, floodId, times };
}

async function openFlood({ workspaceId }: Crowd, owner: Visitor, slow: Visitor): Promise<string> {
  const channel = { name: "flood", private: true };
  const { conversation } = await owner.command<{ conversation: { id: string } }>(
    "channel:create",
    channel,
    workspaceId,
  );
  const addition = { conversationId: conversation.id, userIds: [slow.userId] };
  await owner.command("channel:add-members", addition, workspaceId);
  return conversation.id;
}

async function runRound(room: Room, { stalls }: { stalls: boolean }): Promise<Round> {
  const { site, crowd, slow, times } = room;
  const held = await clocksOf(crowd, slow);
  const reader = await openSynced(site.hallway, crowd, { person: slow, held });
  let wasCut = false;
  void reader.closed.then(() => {
    wasCut = true;
  });
  const before = site.hallway.rssBytes();
  times.length = 0;
  if (stalls) reader.pause();
  const rssBytes = (await send(room)) - before;
  const p99 = percentile(times, 99);
  const caughtUpMs = stalls ? await catchUp(room, reader, held) : 0;
  const round = { p99, rssBytes, wasCut, caughtUpMs };
  reader.close();
  return round;
}

/** Sends into both rooms for a round; resolves to the most memory that the server took meanwhile. */
async function send({ site, sender, conversationId, floodId }: Room): Promise<number> {
  let most = 0;
  let left = FLOOD_MESSAGES;
  const say = (conversation: string, text: string) =>
    sender.socket.ask("message:send", { id: uuidv7(), conversationId: conversation, text });
  async function flood(): Promise<void> {
    while (left-- > 0) await Promise.all([say(floodId, FLOOD_TEXT), pause(FLOOD_EVERY_MS)]);
  }
  async function speak(): Promise<void> {
    while (left > 0) {
      const text = `sent-at:${performance.now().toFixed(3)}`;
      await Promise.all([say(conversationId, text), pause(EVERY_MS)]);
      most = Math.max(most, site.hallway.rssBytes());
    }
  }
  await Promise.all([speak(), ...Array.from({ length: FLOOD_IN_FLIGHT }, flood)]);
  return most;
}

function noteTime(packet: string, times: number[]): void {
  const sentAt = /sent-at:([\d.]+)/.exec(packet)?.[1];
  if (sentAt) times.push(performance.now() - Number(sentAt));
}

/** The slow one reads again, finds the connection cut, dials anew and asks for what they missed. */
async function catchUp(
  { site, crowd, slow }: Room,
  reader: RawSocket,
  held: Clocks,
): Promise<number> {
  const started = performance.now();
  reader.resume();
  await Promise.race([reader.closed, pause(NOTICE_MS)]);
  const again = await openSynced(site.hallway, crowd, { person: slow, held });
  again.close();
  return performance.now() - started;
}

function toRows(results: readonly { healthy: Round; stalled: Round }[]): Measurement[] {
  const ours = (pick: (round: Round) => number) =>
    median(results.map(({ stalled }) => pick(stalled)));
  const base = (pick: (round: Round) => number) =>
    median(results.map(({ healthy }) => pick(healthy)));
  const baseline = (pick: (round: Round) => number) => ({
    what: "all of them read",
    value: base(pick),
  });
  return [
    {
      what: `one stalled reader in a room of ${CONNECTIONS}: delivery to the others, p99`,
      value: ours(({ p99 }) => p99),
      unit: "ms",
      baseline: baseline(({ p99 }) => p99),
      goal: "≤ 1.2×",
    },
    {
      what: "one stalled reader: growth of the server's memory",
      value: ours(({ rssBytes }) => rssBytes / 1_000_000),
      unit: "MB",
      baseline: baseline(({ rssBytes }) => rssBytes / 1_000_000),
      goal: "+ ≤ 5 MB",
    },
    {
      what: "one stalled reader: rounds in which they were cut",
      value: results.filter(({ stalled }) => stalled.wasCut).length,
      unit: `of ${ROUNDS}`,
      goal: "all",
    },
    {
      what: "one stalled reader: from reading again to having caught up",
      value: ours(({ caughtUpMs }) => caughtUpMs),
      unit: "ms",
      goal: "",
    },
  ];
}
