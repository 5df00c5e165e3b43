import { pino } from "pino";
import { createClient } from "redis";
import { v7 as uuidv7 } from "uuid";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type RedisServer, startRedis } from "../testing/redis-server.ts";
import { BUS_TIMING, type Bus, type BusTiming } from "./bus.ts";
import type { BusMessage } from "./bus-message.ts";
import { createRedisBus } from "./bus-redis.ts";

/** Nothing here takes long, except on a machine that is busy with other things. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const PATIENCE = { timeout: 60_000, interval: 20 };
const timing: BusTiming = {
  ...BUS_TIMING,
  echoEvery: 50,
  redialAfter: 400,
  deafAfter: 900,
  dialPauseMax: 100,
};

interface Node {
  bus: Bus;
  heard: BusMessage[];
  missed: number;
}

let redis: RedisServer;
let nodes: Node[];

beforeEach(async () => {
  redis = await startRedis();
  nodes = [];
});
afterEach(async () => {
  await Promise.all(nodes.map(({ bus }) => bus.close()));
  await redis.close();
});

function open(site = "here"): Node {
  const logger = pino({ level: "silent" });
  const bus = createRedisBus({ url: redis.url, site, logger, timing });
  const node: Node = { bus, heard: [], missed: 0 };
  bus.listen({
    hear: (message) => void node.heard.push(message),
    missed: () => void node.missed++,
  });
  nodes.push(node);
  return node;
}

function greeting(): BusMessage {
  return { kind: "people", people: [], all: false, revision: Math.floor(performance.now()) };
}

async function bothHear(a: Node, b: Node): Promise<void> {
  await expect.poll(() => a.bus.isWhole() && b.bus.isWhole(), PATIENCE).toBe(true);
  const [forB, forA] = [greeting(), greeting()];
  await expect
    .poll(() => {
      a.bus.tell(forB);
      return b.heard;
    }, PATIENCE)
    .toContainEqual(forB);
  await expect
    .poll(() => {
      b.bus.tell(forA);
      return a.heard;
    }, PATIENCE)
    .toContainEqual(forA);
}

test("nodes of a site hear each other, not themselves, and not another site", async () => {
  const [a, b, stranger] = [open(), open(), open("elsewhere")];
  await bothHear(a, b);
  const message: BusMessage = { kind: "who-is-here" };
  a.bus.tell(message);
  await expect.poll(() => b.heard, PATIENCE).toContainEqual(message);
  expect(a.heard).not.toContainEqual(message);
  expect(stranger.heard).toEqual([]);
});

test("what is no message, and what a newer version says, is ignored", async () => {
  const [a, b] = [open(), open()];
  await bothHear(a, b);
  const before = b.heard.length;
  const client = createClient({ url: redis.url });
  await client.connect();
  const envelope = (message: unknown, v: unknown = 1) =>
    JSON.stringify({ v, node: "new", message });
  const odd = [
    "",
    "{",
    "null",
    "[]",
    envelope({ kind: "from-the-future" }),
    envelope({ kind: "who-is-here" }, 2),
    envelope({ kind: "typing", room: { kind: "channel", id: "x" } }),
    envelope({ kind: "committed", steps: [{ room: null }], endings: [], audits: [] }),
  ];
  for (const text of odd) await client.publish("hallway:here:bus", text);
  client.destroy();
  const last: BusMessage = { kind: "who-is-here" };
  a.bus.tell(last);
  await expect.poll(() => b.heard.slice(before), PATIENCE).toContainEqual(last);
  expect(b.heard.slice(before).filter(({ kind }) => kind !== "people")).toEqual([last]);
});

test("after Redis was restarted everyone hears again, and knows that something was missed", async () => {
  const [a, b] = [open(), open()];
  await bothHear(a, b);
  await redis.kill();
  await expect.poll(() => a.bus.isWhole() || b.bus.isWhole(), PATIENCE).toBe(false);
  a.bus.tell({ kind: "who-is-here" });
  await redis.start();
  await bothHear(a, b);
  expect(Math.min(a.missed, b.missed)).toBeGreaterThan(0);
});

test("a subscription that is dropped behind one's back is noticed, and made anew", async () => {
  const [a, b] = [open(), open()];
  await bothHear(a, b);
  const client = createClient({ url: redis.url });
  await client.connect();
  await client.sendCommand(["CLIENT", "KILL", "TYPE", "pubsub"]);
  client.destroy();
  await expect.poll(() => Math.min(a.missed, b.missed), PATIENCE).toBeGreaterThan(0);
  await bothHear(a, b);
});

test("G29: a node that no longer hears itself says that it is deaf, and hears again afterwards", async () => {
  const [a, b] = [open(), open()];
  await bothHear(a, b);
  await expect.poll(() => a.bus.health(), PATIENCE).toBe("hearing");
  redis.freeze();
  await expect.poll(() => a.bus.health(), PATIENCE).toBe("deaf");
  redis.thaw();
  await expect.poll(() => a.bus.health(), PATIENCE).toBe("hearing");
  await bothHear(a, b);
  expect(a.missed).toBeGreaterThan(0);
});

test("a node is deaf until it hears itself for the first time", async () => {
  await redis.kill();
  const { bus } = open(uuidv7());
  expect([bus.health(), bus.silentMs(), bus.isWhole()]).toEqual(["deaf", Infinity, false]);
  await redis.start();
  await expect.poll(() => bus.health(), PATIENCE).toBe("hearing");
});
