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
const ROUNDS = 3;
/** Until presence, which comes in batches of five seconds, and memory have come to rest. */
const SETTLE_MS = 8_000;
/** Until the server has seen that all connections of a round are closed. */
const CLEAR_MS = 3_000;

/**
 * What connections cost: how fast they open with session, ten rooms and a sync; what an idle one weighs; and how long a
 * storm takes, in which all of them are dropped at once and come back to 20 missed messages.
 */
export async function benchConnections(): Promise<Measurement[]> {
  const site = await startSite();
  const bare = await startProcess(join(import.meta.dirname, "bare-server.ts"), {});
  try {
    const crowd = await gatherCrowd(site, { people: PEOPLE, channels: CHANNELS });
    const sides = [
      { server: site.hallway, lines: await hallwayLines(site, crowd) },
      { server: bare, lines: bareLines(bare, crowd) },
    ];
    const weights: number[] = [];
    for (const side of sides) weights.push(await weigh(side));
    const rounds: Round[][] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      for (const [at, side] of sides.entries()) rounds[at]?.push(await measure(side));
    }
    const [ours, base] = rounds.map((each, at) => toResult(each, weights[at] ?? 0));
    if (!ours || !base) throw new Error("Nothing was measured");
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
  /** From here on, those who connect have missed nothing. */
  forget(): Promise<void>;
}

async function hallwayLines(site: Site, crowd: Crowd): Promise<Lines> {
  const [owner] = crowd.people;
  const [conversationId] = crowd.conversationIds;
  let held: Clocks[] = [];
  async function forget(): Promise<void> {
    const now: Clocks[] = [];
    for (const person of crowd.people) now.push(await clocksOf(crowd, person));
    held = now;
  }
  await forget();
  return {
    forget,
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
    forget: async () => undefined,
  };
}

interface Side {
  server: ServerProcess;
  lines: Lines;
}

const FEW = CONNECTIONS / 10;

/** Memory of an idle connection, in bytes; beforehand as much as a tenth was open once, so that all code is loaded. */
async function weigh({ server, lines }: Side): Promise<number> {
  for (const socket of await openMany(FEW, AT_ONCE, lines.open)) socket.close();
  await pause(SETTLE_MS);
  const before = server.rssBytes();
  const sockets = await openMany(CONNECTIONS, AT_ONCE, lines.open);
  await pause(SETTLE_MS);
  const bytes = (server.rssBytes() - before) / CONNECTIONS;
  for (const socket of sockets) socket.close();
  await pause(CLEAR_MS);
  return bytes;
}

/** One round's times: of a connect among the first tenth and among the rest, of the storm, and of its longest stall. */
interface Round {
  firstMs: number;
  restMs: number;
  stormMs: number;
  stallMs: number;
}

async function measure({ server, lines }: Side): Promise<Round> {
  const first = await timed(() => openMany(FEW, AT_ONCE, lines.open));
  const rest = await timed(() => openMany(CONNECTIONS - FEW, AT_ONCE, lines.open));
  const { stormMs, stallMs } = await storm(server, lines, [...first.result, ...rest.result]);
  await lines.forget();
  await pause(CLEAR_MS);
  return {
    firstMs: first.ms / FEW,
    restMs: rest.ms / (CONNECTIONS - FEW),
    stormMs,
    stallMs,
  };
}

/** The medians of all rounds, and the memory of an idle connection. */
interface Result extends Round {
  perSecond: number;
  bytesEach: number;
}

function toResult(rounds: readonly Round[], bytesEach: number): Result {
  const of = (pick: (round: Round) => number) => median(rounds.map(pick));
  return {
    perSecond: of(({ firstMs, restMs }) => 1_000 / (0.1 * firstMs + 0.9 * restMs)),
    firstMs: of(({ firstMs }) => firstMs),
    restMs: of(({ restMs }) => restMs),
    stormMs: of(({ stormMs }) => stormMs),
    stallMs: of(({ stallMs }) => stallMs),
    bytesEach,
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
      const { ms } = await timed(() => ask(`${url}/livez`));
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

/** A kept connection that the server has just given up answers nothing; the next request opens another. */
async function ask(url: string): Promise<void> {
  await fetch(url)
    .then((answer) => answer.text())
    .catch(() => undefined);
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
    row("connects", (result) => result.perSecond, { unit: "/s", goal: "≥ 0.65×" }),
    row(`the first tenth of ${CONNECTIONS} connects, time each`, (result) => result.firstMs, {
      unit: "ms",
      goal: "",
    }),
    row("the rest, time each", (result) => result.restMs, {
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
