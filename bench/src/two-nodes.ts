import { setTimeout as pause } from "node:timers/promises";
import { v7 as uuidv7 } from "uuid";
import { startRedis } from "../../apps/server/src/testing/redis-server.ts";
import { type Clocks, type Crowd, clocksOf, gatherCrowd, openMany, openSynced } from "./crowd.ts";
import { type Measurement, median } from "./measurement.ts";
import type { RawSocket } from "./raw-socket.ts";
import { dataFolder, type ServerProcess, startHallway } from "./server-process.ts";
import { type Site, startSite } from "./site.ts";

const PEOPLE = 40;
const CHANNELS = 8;
const CONNECTIONS = 400;
const AT_ONCE = 16;
const ROUNDS = 3;
/** Until everyone's presence has been told, which comes in batches of five seconds. */
const WARM_UP_MS = 8_000;
const MEASURE_MS = 8_000;
/** From message to message, of 400 readers each: 16,000 deliveries a second, which one node bears. */
const EVERY_MS = 25;
const TEXT = "x".repeat(100);
const SECRET = "for the bench alone: a secret of many characters";

/**
 * A load on one node, and twice as much spread over two that hear each other: as many deliveries a node. What counts is
 * the processor time of the busiest: it says how much more two nodes bear where each has a core of its own, also on a
 * machine that has too few. Messages come at an even pace: those of one commit would also share their writes.
 */
export async function benchTwoNodes(): Promise<Measurement[]> {
  const redis = await startRedis();
  const site = await startSite({ SESSION_SECRET: SECRET });
  const folders = [dataFolder(), dataFolder()];
  const env = { SESSION_SECRET: SECRET, DATABASE_URL: site.databaseUrl, REDIS_URL: redis.url };
  const pair = await Promise.all(folders.map(({ path }) => startHallway(path, env)));
  try {
    const crowd = await gatherCrowd(site, { people: PEOPLE, channels: CHANNELS });
    const results: { one: Load; two: Load }[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const one = await load(crowd, [site.hallway]);
      results.push({ one, two: await load(crowd, pair) });
    }
    return toRows(results);
  } finally {
    for (const node of pair) await node.stop();
    await stop(site, redis);
    for (const folder of folders) folder.remove();
  }
}

async function stop(site: Site, redis: { close(): Promise<void> }): Promise<void> {
  await site.stop();
  await redis.close();
}

interface Load {
  messages: number;
  deliveries: number;
  /** Processor seconds of each node; the database and Redis are not in them. */
  cpuSeconds: number[];
}

async function load(crowd: Crowd, nodes: readonly ServerProcess[]): Promise<Load> {
  const everyMs = EVERY_MS / nodes.length;
  let delivered = 0;
  const sockets = await openSpread(crowd, nodes, (packet) => {
    if (packet.includes('"changes"')) delivered += packet.split('"kind":"message"').length - 1;
  });
  let sending = true;
  let sent = 0;
  const started = performance.now();
  const senders = crowd.conversationIds.map(async (conversationId, index) => {
    const socket = sockets[index];
    for (let turn = index; sending; turn += CHANNELS) {
      await pause(Math.max(0, started + turn * everyMs - performance.now()));
      await socket?.ask("message:send", { id: uuidv7(), conversationId, text: TEXT });
      sent++;
    }
  });
  await pause(WARM_UP_MS);
  const before = { delivered, sent, cpu: nodes.map((node) => node.cpuSeconds()) };
  await pause(MEASURE_MS);
  const deliveries = delivered - before.delivered;
  const messages = sent - before.sent;
  const cpuSeconds = nodes.map((node, at) => node.cpuSeconds() - (before.cpu[at] ?? 0));
  sending = false;
  await Promise.all(senders);
  for (const socket of sockets) socket.close();
  return { messages, deliveries, cpuSeconds };
}

/** Everyone's connections, each next one at the next node. */
async function openSpread(
  crowd: Crowd,
  nodes: readonly ServerProcess[],
  onEvent: (packet: string) => void,
): Promise<RawSocket[]> {
  const held: Clocks[] = await Promise.all(crowd.people.map((person) => clocksOf(crowd, person)));
  return openMany(CONNECTIONS, AT_ONCE, (index) => {
    const node = nodes[index % nodes.length];
    const seat = Math.floor(index / nodes.length) % PEOPLE;
    const [person, clocks] = [crowd.people[seat], held[seat]];
    if (!node || !person || !clocks) throw new Error("Nobody sits here");
    return openSynced(node, crowd, { person, held: clocks, onEvent });
  });
}

function toRows(results: readonly { one: Load; two: Load }[]): Measurement[] {
  const row = (what: string, unit: string, pick: (load: Load) => number): Measurement => ({
    what,
    value: median(results.map(({ two }) => pick(two))),
    unit,
    baseline: { what: "one node", value: median(results.map(({ one }) => pick(one))) },
    goal: "",
  });
  return [
    {
      ...row("two nodes: deliveries a processor second of the busiest node", "/s", (load) => {
        return load.deliveries / Math.max(...load.cpuSeconds);
      }),
      goal: "≥ 1.7×",
    },
    {
      ...row("two nodes: CPU per million deliveries, nodes together", "s", (load) => {
        const all = load.cpuSeconds.reduce((sum, seconds) => sum + seconds, 0);
        return (all / load.deliveries) * 1_000_000;
      }),
      goal: "≤ 1.18×, so that two bear 1.7 times as much",
    },
    {
      ...row("two nodes: readers who heard a message live", "", ({ deliveries, messages }) => {
        return deliveries / messages;
      }),
      goal: `${CONNECTIONS}`,
    },
    row("two nodes: messages, twice as many as on one", "/s", ({ messages }) => {
      return messages / (MEASURE_MS / 1_000);
    }),
  ];
}
