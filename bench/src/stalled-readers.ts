import { setTimeout as pause } from "node:timers/promises";
import { v7 as uuidv7 } from "uuid";
import { openMany } from "./crowd.ts";
import { addChannels, settle } from "./fill-workspace.ts";
import { type Measurement, median, percentile } from "./measurement.ts";
import { readMetrics } from "./metrics.ts";
import { openRawSocket, type RawSocket } from "./raw-socket.ts";
import { foundWorkspace, SESSION_SECRET, type Seated, seatPeople } from "./seat-people.ts";
import type { ServerProcess } from "./server-process.ts";
import { type Site, startSite } from "./site.ts";

const STALLED = 50;
const HEALTHY = 50;
const SENDS_PER_SECOND = 50;
/** The longest that a message may be: 600 kB a second to each reader. */
const TEXT = "x".repeat(11_900);
const ROUNDS = 3;
const ROUND_MS = 20_000;
const LOOK_EVERY_MS = 200;
/** Half a second of messages: whoever has so many waiting reads no more. */
const BEHIND_PACKETS = 25;

/**
 * Fifty readers of a channel stop reading while 50 messages a second come: what the server holds for them until it cuts
 * them, and what the fifty others notice, beside rounds in which all of them read.
 */
export async function benchStalledReaders(): Promise<Measurement[]> {
  const site = await startSite({ SESSION_SECRET });
  try {
    const room = await openRoom(site);
    await runRound(room, { stalls: false });
    const healthy: Round[] = [];
    const stalled: Round[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      healthy.push(await runRound(room, { stalls: false }));
      stalled.push(await runRound(room, { stalls: true }));
    }
    return toRows(healthy, stalled);
  } finally {
    await site.stop();
  }
}

interface Room {
  hallway: ServerProcess;
  sender: RawSocket;
  conversationId: string;
  slow: readonly Seated[];
  open(person: Seated): Promise<RawSocket>;
  /** How long each message took to each healthy reader, since it was last emptied. */
  times: number[];
}

async function openRoom({ hallway, pool }: Site): Promise<Room> {
  const { workspaceId } = await foundWorkspace(hallway.url);
  const people = await seatPeople(pool, { workspaceId, count: 1 + STALLED + HEALTHY });
  const memberIds = people.map(({ memberId }) => memberId);
  const channel = { workspaceId, count: 1, name: "busy", memberIds };
  const [conversationId = ""] = await addChannels(pool, channel);
  await settle(pool);
  const [speaker, ...readers] = people;
  const times: number[] = [];
  const open = ({ cookie }: Seated, onEvent: (packet: string) => void = () => undefined) =>
    openRawSocket({ url: hallway.url, namespace: `/w/${workspaceId}`, cookie, onEvent });
  const healthy = readers.slice(STALLED);
  await openMany(HEALTHY, 8, (index) => {
    return open(healthy[index] as Seated, (packet) => noteTime(packet, times));
  });
  const sender = await open(speaker as Seated);
  return { hallway, sender, conversationId, slow: readers.slice(0, STALLED), open, times };
}

function noteTime(packet: string, times: number[]): void {
  const sentAt = /sent-at:([\d.]+)/.exec(packet)?.[1];
  if (sentAt) times.push(performance.now() - Number(sentAt));
}

interface Round {
  p99: number;
  /** Growth of the server at its largest, for each of those who may stall. */
  bytesEach: number;
  cut: number;
  /** From the first of them being behind to the last of them being cut. */
  cutMs: number;
}

async function runRound(room: Room, { stalls }: { stalls: boolean }): Promise<Round> {
  const { hallway, slow, open, times } = room;
  const sockets = await openMany(slow.length, 8, (index) => open(slow[index] as Seated));
  const watch = watchServer(hallway);
  times.length = 0;
  if (stalls) for (const socket of sockets) socket.pause();
  await speak(room);
  const seen = await watch.stop();
  const p99 = percentile(times, 99);
  for (const socket of sockets) socket.close();
  await pause(1_000);
  return { p99, ...seen, bytesEach: seen.grownBytes / STALLED };
}

async function speak({ sender, conversationId }: Room): Promise<void> {
  const started = performance.now();
  const answers: Promise<string>[] = [];
  for (let sent = 0; sent < (ROUND_MS / 1_000) * SENDS_PER_SECOND; sent++) {
    await pause(Math.max(0, started + (sent * 1_000) / SENDS_PER_SECOND - performance.now()));
    const text = `sent-at:${performance.now().toFixed(3)} ${TEXT}`;
    answers.push(sender.ask("message:send", { id: uuidv7(), conversationId, text }));
  }
  await Promise.all(answers);
}

/** Looks at the server's memory and metrics again and again. */
function watchServer(hallway: ServerProcess) {
  const bytesBefore = hallway.rssBytes();
  const seen = { grownBytes: 0, cut: 0, behindAt: 0, lastCutAt: 0 };
  let cutBefore: number | undefined;
  let goesOn = true;

  async function look(): Promise<void> {
    const metrics = await readMetrics(hallway);
    seen.grownBytes = Math.max(seen.grownBytes, hallway.rssBytes() - bytesBefore);
    const cut = metrics.get("hallway_slow_readers_cut_total") ?? 0;
    cutBefore ??= cut;
    if (cut - cutBefore > seen.cut) seen.lastCutAt = performance.now();
    seen.cut = cut - cutBefore;
    const isBehind = (metrics.get("hallway_write_buffer_packets_max") ?? 0) >= BEHIND_PACKETS;
    if (isBehind && seen.behindAt === 0) seen.behindAt = performance.now();
  }

  const watching = (async () => {
    while (goesOn) {
      await look();
      await pause(LOOK_EVERY_MS);
    }
  })();
  return {
    async stop() {
      goesOn = false;
      await watching;
      const cutMs = seen.cut > 0 ? Math.max(0, seen.lastCutAt - seen.behindAt) : Number.NaN;
      return { grownBytes: seen.grownBytes, cut: seen.cut, cutMs };
    },
  };
}

function toRows(healthy: readonly Round[], stalled: readonly Round[]): Measurement[] {
  const of = (rounds: readonly Round[], pick: (round: Round) => number) => median(rounds.map(pick));
  const beside = (pick: (round: Round) => number) => ({
    what: "all of them read",
    value: of(healthy, pick),
  });
  return [
    {
      what: `${STALLED} stalled readers: delivery to ${HEALTHY} others, p99`,
      value: of(stalled, ({ p99 }) => p99),
      unit: "ms",
      baseline: beside(({ p99 }) => p99),
      goal: "≤ 1.2×",
    },
    {
      what: "growth of the server for each",
      value: of(stalled, ({ bytesEach }) => bytesEach / 1e6),
      unit: "MB",
      baseline: beside(({ bytesEach }) => bytesEach / 1e6),
      goal: "≤ 4 MB",
    },
    {
      what: "cut in a round, at least",
      value: Math.min(...stalled.map(({ cut }) => cut)),
      unit: `of ${STALLED}`,
      goal: "all",
    },
    {
      what: `from ${BEHIND_PACKETS} packets behind to the last of them cut`,
      value: of(stalled, ({ cutMs }) => cutMs),
      unit: "ms",
      goal: "≤ 5,000 ms",
    },
  ];
}
