import { setTimeout as pause } from "node:timers/promises";
import { v7 as uuidv7 } from "uuid";
import { clocksOf, gatherCrowd, openMany, openSynced } from "./crowd.ts";
import { addChannels, memberIdOf } from "./fill-workspace.ts";
import { insertRows } from "./insert-rows.ts";
import { type Measurement, median, percentile } from "./measurement.ts";
import type { RawSocket } from "./raw-socket.ts";
import { type Site, startSite } from "./site.ts";

const SENDERS = 64;
const CHANNELS = 200;
const ROUNDS = 3;
const WARM_UP_MS = 1_000;
const MEASURE_MS = 3_000;
const PACED_PER_S = 500;
const TEXT = "x".repeat(100);

/**
 * How many messages are committed and acknowledged a second, beside bare inserts of the same rows by one client; and how
 * long an acknowledgement takes when nobody is in a hurry.
 */
export async function benchSends(): Promise<Measurement[]> {
  const site = await startSite();
  try {
    const senders = await openSenders(site);
    const measured: Measurement[] = [];
    for (const place of ["hot", "own"] as const) {
      measured.push(...(await saturate(site, senders, place)));
    }
    measured.push(...(await acknowledgements(senders)));
    for (const { socket } of senders) socket.close();
    return measured;
  } finally {
    await site.stop();
  }
}

/** A person's connection, the channel that all of them are in, and the channels that are theirs alone. */
interface Sender {
  socket: RawSocket;
  userId: string;
  workspaceId: string;
  hot: string[];
  own: string[];
}

async function openSenders(site: Site): Promise<Sender[]> {
  const crowd = await gatherCrowd(site, { people: SENDERS, channels: 1 });
  const { workspaceId, conversationIds: hot, people } = crowd;
  const own: string[][] = [];
  for (const [index, { userId }] of people.entries()) {
    const memberIds = [await memberIdOf(site.pool, { workspaceId, userId })];
    const count = Math.floor(CHANNELS / SENDERS) + (index < CHANNELS % SENDERS ? 1 : 0);
    const channels = { workspaceId, count, name: `own-${index}`, memberIds };
    own.push(await addChannels(site.pool, channels));
  }
  const sockets = await openMany(SENDERS, 8, async (index) => {
    const person = people[index];
    if (!person) throw new Error("Nobody sits here");
    return openSynced(site.hallway, crowd, { person, held: await clocksOf(crowd, person) });
  });
  return sockets.map((socket, index) => {
    const userId = people[index]?.userId ?? "";
    return { socket, userId, workspaceId, hot, own: own[index] ?? [] };
  });
}

/** Everyone sends as soon as the message before is acknowledged. */
async function saturate(
  site: Site,
  senders: readonly Sender[],
  place: "hot" | "own",
): Promise<Measurement[]> {
  const rates: number[] = [];
  const p50s: number[] = [];
  const p99s: number[] = [];
  const inserts: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const targets = senders.map((sender) => ({ ...sender, conversationIds: sender[place] }));
    inserts.push(await insertRows(site.pool, targets, { ms: MEASURE_MS, text: TEXT }));
    const { seconds, times } = await hurry(senders, place);
    rates.push(times.length / seconds);
    p50s.push(percentile(times, 50));
    p99s.push(percentile(times, 99));
  }
  const what = place === "hot" ? "one hot channel" : `${CHANNELS} channels, fan-out 1`;
  const hot = place === "hot";
  return [
    {
      what: `sends acknowledged, ${what}, ${SENDERS} senders`,
      value: median(rates),
      unit: "/s",
      baseline: { what: "INSERT … unnest, 256 rows each", value: median(inserts) },
      goal: hot ? "≥ 3,000 /s" : "≥ 15,000 /s, ≥ 0.5×",
    },
    { what: `acknowledgement p50, ${what}`, value: median(p50s), unit: "ms", goal: "" },
    {
      what: `acknowledgement p99, ${what}`,
      value: median(p99s),
      unit: "ms",
      goal: hot ? "≤ 150 ms" : "≤ 100 ms",
    },
  ];
}

async function hurry(senders: readonly Sender[], place: "hot" | "own") {
  const times: number[] = [];
  let phase: "warm-up" | "measure" | "over" = "warm-up";
  const loops = senders.map(async (sender) => {
    for (let turn = 0; phase !== "over"; turn++) {
      const time = await send(sender, sender[place], turn);
      if (phase === "measure") times.push(time);
    }
  });
  await pause(WARM_UP_MS);
  phase = "measure";
  const started = performance.now();
  await pause(MEASURE_MS);
  phase = "over";
  const seconds = (performance.now() - started) / 1_000;
  await Promise.all(loops);
  return { seconds, times };
}

/** At a steady pace from everyone in turn, and from one person alone. */
async function acknowledgements(senders: readonly Sender[]): Promise<Measurement[]> {
  const paced: Promise<number>[] = [];
  const count = (PACED_PER_S * MEASURE_MS) / 1_000;
  const started = performance.now();
  for (let turn = 0; turn < count; turn++) {
    const due = started + (turn * 1_000) / PACED_PER_S - performance.now();
    if (due > 0) await pause(due);
    const sender = senders[turn % senders.length];
    if (sender) paced.push(send(sender, sender.own, turn));
  }
  const crowd = await Promise.all(paced);
  const [one] = senders;
  const alone: number[] = [];
  for (let turn = 0; one && turn < 500; turn++) alone.push(await send(one, one.own, turn));
  const row = (what: string, value: number, goal: string) => ({ what, value, unit: "ms", goal });
  return [
    row(`acknowledgement p50 at ${PACED_PER_S} messages/s`, percentile(crowd, 50), "≤ 1.5 ms"),
    row(`acknowledgement p99 at ${PACED_PER_S} messages/s`, percentile(crowd, 99), "≤ 10 ms"),
    row("acknowledgement p50, a lone sender", percentile(alone, 50), "≤ 5 ms"),
    row("acknowledgement p99, a lone sender", percentile(alone, 99), "≤ 20 ms"),
  ];
}

/** Sends one message to the next of the channels; returns how long its acknowledgement took, in milliseconds. */
async function send(
  { socket }: Sender,
  channels: readonly string[],
  turn: number,
): Promise<number> {
  const conversationId = channels[turn % channels.length];
  const started = performance.now();
  await socket.ask("message:send", { id: uuidv7(), conversationId, text: TEXT });
  return performance.now() - started;
}
