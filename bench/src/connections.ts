import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { v7 as uuidv7 } from "uuid";
import {
  type Clocks,
  type Crowd,
  clocksOf,
  gatherCrowd,
  openBare,
  openMany,
  openSynced,
} from "./crowd.ts";
import { type Measurement, median } from "./measurement.ts";
import type { RawSocket } from "./raw-socket.ts";
import { type ServerProcess, startProcess } from "./server-process.ts";
import { type Site, startSite } from "./site.ts";

const PEOPLE = 100;
const CHANNELS = 10;
const CONNECTIONS = Number(process.env.CONNECTIONS ?? 2_000);
const AT_ONCE = 32;
const MISSED = 20;
const SETTLE_MS = 8_000;

/**
 * What connections cost: how fast they open with session, ten rooms and a sync; what an idle one weighs; and how long a
 * storm takes, in which all of them are dropped at once and come back to 20 missed messages.
 */
export async function benchConnections(): Promise<Measurement[]> {
  const site = await startSite();
  const bare = await startProcess(join(import.meta.dirname, "bare-server.ts"), {});
  try {
    const crowd = await gatherCrowd(site, { people: PEOPLE, channels: CHANNELS });
    const held = await Promise.all(crowd.people.map((person) => clocksOf(crowd, person)));
    const ours = await measure(site.hallway, hallwayLines(site, crowd, held));
    const base = await measure(bare, bareLines(bare, crowd));
    return toRows(ours, base);
  } finally {
    await bare.stop();
    await site.stop();
  }
}

/** How to open the connection with this number, and to send what all of them shall get or catch up on. */
interface Lines {
  open(index: number): Promise<RawSocket>;
  miss(): Promise<void>;
}

function hallwayLines(site: Site, crowd: Crowd, held: readonly Clocks[]): Lines {
  const [owner] = crowd.people;
  const [conversationId] = crowd.conversationIds;
  return {
    open(index) {
      const seat = index % crowd.people.length;
      const person = crowd.people[seat];
      const clocks = held[seat];
      if (!person || !clocks) throw new Error("Nobody sits here");
      return openSynced(site.hallway, crowd, { person, held: clocks });
    },
    async miss() {
      for (let count = 0; count < MISSED; count++) {
        const message = { id: uuidv7(), conversationId, text: "You missed this" };
        await owner?.command("message:send", message, crowd.workspaceId);
      }
    },
  };
}

function bareLines(bare: ServerProcess, { conversationIds }: Crowd): Lines {
  return {
    open: () => openBare(bare, [...conversationIds, "workspace", "user"]),
    miss: async () => undefined,
  };
}

interface Result {
  firstPerSecond: number;
  restPerSecond: number;
  bytesEach: number;
  stormMs: number;
  stallMs: number;
}

async function measure(server: ServerProcess, lines: Lines): Promise<Result> {
  const few = CONNECTIONS / 10;
  for (const socket of await openMany(few, AT_ONCE, lines.open)) socket.close();
  await pause(SETTLE_MS);
  const before = server.rssBytes();
  const first = await timed(() => openMany(few, AT_ONCE, lines.open));
  const rest = await timed(() => openMany(CONNECTIONS - few, AT_ONCE, lines.open));
  await pause(SETTLE_MS);
  const bytesEach = (server.rssBytes() - before) / CONNECTIONS;
  const { stormMs, stallMs } = await storm(server, lines, [...first.result, ...rest.result]);
  return {
    firstPerSecond: few / (first.ms / 1_000),
    restPerSecond: (CONNECTIONS - few) / (rest.ms / 1_000),
    bytesEach,
    stormMs,
    stallMs,
  };
}

/** All are cut in one moment, messages go by, and all dial again within the spread that a client keeps. */
async function storm(
  server: ServerProcess,
  lines: Lines,
  sockets: readonly RawSocket[],
): Promise<{ stormMs: number; stallMs: number }> {
  for (const socket of sockets) socket.close();
  await lines.miss();
  const probe = watchStall(server);
  const back = await timed(() =>
    Promise.all(
      sockets.map(async (_, index) => {
        await pause((index / sockets.length) * SPREAD_MS);
        return lines.open(index);
      }),
    ),
  );
  const stallMs = await probe.stop();
  for (const socket of back.result) socket.close();
  return { stormMs: back.ms, stallMs };
}

/** A client that lost its server waits up to five seconds at random before it dials. */
const SPREAD_MS = 5_000;

/** The longest that a request which needs nothing but the event loop had to wait. */
function watchStall({ url }: ServerProcess): { stop(): Promise<number> } {
  let going = true;
  let longest = 0;
  const watching = (async () => {
    while (going) {
      const { ms } = await timed(() => fetch(`${url}/livez`).then((answer) => answer.text()));
      longest = Math.max(longest, ms);
      await pause(10);
    }
  })();
  return {
    async stop() {
      going = false;
      await watching;
      return longest;
    },
  };
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; ms: number }> {
  const started = performance.now();
  const result = await work();
  return { result, ms: performance.now() - started };
}

function toRows(ours: Result, base: Result): Measurement[] {
  const row = (
    what: string,
    pick: (result: Result) => number,
    { unit, goal }: { unit: string; goal: string },
  ): Measurement => ({
    what,
    value: pick(ours),
    unit,
    baseline: { what: "bare socket.io", value: pick(base) },
    goal,
  });
  const each = { unit: "kB", goal: "≤ 1.2×" };
  return [
    row("connects", (result) => median([result.firstPerSecond, result.restPerSecond]), {
      unit: "/s",
      goal: "≥ 0.65×",
    }),
    row(
      `the first tenth of ${CONNECTIONS} connects, time each`,
      (result) => 1_000 / result.firstPerSecond,
      { unit: "ms", goal: "" },
    ),
    row(`the rest, time each`, (result) => 1_000 / result.restPerSecond, {
      unit: "ms",
      goal: "≤ 1.1× the first tenth's",
    }),
    row(`an idle connection in ${CHANNELS} rooms`, (result) => result.bytesEach / 1_000, each),
    row(
      `a storm of ${CONNECTIONS} within ${SPREAD_MS / 1_000} s, ${MISSED} messages missed`,
      (result) => result.stormMs,
      { unit: "ms", goal: "≤ 2×" },
    ),
    row("longest event-loop stall in it", (result) => result.stallMs, {
      unit: "ms",
      goal: "≤ 500 ms",
    }),
  ];
}
