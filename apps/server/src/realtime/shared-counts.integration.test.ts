import { pino } from "pino";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type RedisServer, startRedis } from "../testing/redis-server.ts";
import { createAllowance } from "./rate-limits.ts";
import { openSharedCounts, type SharedCounts } from "./shared-counts.ts";

/** Nothing here takes long, except on a machine that is busy with other things. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const PATIENCE = { timeout: 60_000, interval: 50 };
const limit = { points: 4, windowMs: 3_600_000 };

let redis: RedisServer;
let counts: SharedCounts[];

beforeEach(async () => {
  redis = await startRedis();
  const logger = pino({ level: "silent" });
  const parts = { url: redis.url, site: "here", logger, nodes: () => 2 };
  counts = [openSharedCounts(parts), openSharedCounts(parts)];
});
afterEach(async () => {
  for (const one of counts) one.close();
  await redis.close();
});

/** The same limit at both nodes, when both count together. */
async function atBoth() {
  const nodes = counts.map((one) => createAllowance("guess", limit, one));
  await expect
    .poll(async () => {
      for (const node of nodes) await node.take("warm-up");
      return Math.min(...(await Promise.all(nodes.map((node) => node.waitMs("warm-up")))));
    }, PATIENCE)
    .toBeGreaterThan(0);
  return nodes;
}

test("what is taken at one node is gone at the other", async () => {
  const [a, b] = await atBoth();
  const waits: (number | undefined)[] = [];
  for (let turn = 0; turn < 4; turn++) waits.push(await (turn % 2 ? b : a)?.take("ann"));
  expect(waits).toEqual([0, 0, 0, 0]);
  expect(await a?.take("ann")).toBeGreaterThan(0);
  expect(await b?.waitMs("ann")).toBeGreaterThan(0);
  await a?.forget("ann");
  expect(await b?.waitMs("ann")).toBe(0);
});

test("without Redis each of two nodes allows its half, and never everything", async () => {
  const [a, b] = await atBoth();
  await redis.kill();
  for (const node of [a, b]) {
    await expect.poll(() => node?.take("probe"), PATIENCE).toBeGreaterThan(0);
    const waits: (number | undefined)[] = [];
    for (let turn = 0; turn < 3; turn++) waits.push(await node?.take("ben"));
    expect(waits.slice(0, 2)).toEqual([0, 0]);
    expect(waits[2]).toBeGreaterThan(0);
  }
});

test("a Redis that says nothing keeps nobody waiting for long", async () => {
  const [a] = await atBoth();
  redis.freeze();
  expect(await a?.take("cat")).toBe(0);
  redis.thaw();
});
