import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { BUS_TIMING } from "../../realtime/bus.ts";
import { type BlackHole, openBlackHole } from "../black-hole.ts";
import { createDatabase, type TestDatabase } from "../create-database.ts";
import { type RedisServer, startRedis } from "../redis-server.ts";
import { startServer, type TestServer } from "../start-server.ts";

/** Nothing here takes long, except on a machine that is busy with other things. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const PATIENCE = { timeout: 60_000, interval: 50 };
/** As in earnest, only sooner. */
const busTiming = {
  ...BUS_TIMING,
  ...{ echoEvery: 100, redialAfter: 600, deafAfter: 1_400, dialPauseMax: 100 },
  ...{ noteEvery: 200, noteHolds: 900 },
};
const READY = { status: 200, body: { ok: true } };
const DEGRADED = { status: 200, body: { ok: true, degraded: "bus" } };
const DEAF = { status: 503, body: { ok: false, reason: "bus" } };

let database: TestDatabase;
let redis: RedisServer;
let line: BlackHole;
let nodes: TestServer[];

/** Two nodes of a site; the second one's way to Redis can be taken from it. */
beforeAll(async () => {
  [database, redis] = await Promise.all([createDatabase(), startRedis()]);
  line = await openBlackHole(redis.url);
  nodes = await Promise.all([redis.url, line.url].map(startNode));
});
afterAll(async () => {
  await Promise.all((nodes ?? []).map((node) => node.close()));
  await line?.close();
  await redis?.close();
  await database?.drop();
});

function startNode(REDIS_URL: string): Promise<TestServer> {
  const env = { REDIS_URL, SESSION_SECRET: "a secret that all the nodes share" };
  const shared = { url: database.url, drop: async () => undefined };
  return startServer(env, { database: shared, busTiming });
}

function readiness(): Promise<{ status: number; body: unknown }[]> {
  return Promise.all(
    nodes.map(async ({ url }) => {
      const response = await fetch(`${url}/readyz`);
      return { status: response.status, body: await response.json() };
    }),
  );
}

test("G29: a deaf node gets no requests while the other one hears, and gets them when it hears again", async () => {
  await expect.poll(readiness, PATIENCE).toEqual([READY, READY]);
  line.swallow();
  await expect.poll(readiness, PATIENCE).toEqual([READY, DEAF]);
  line.heal();
  await expect.poll(readiness, PATIENCE).toEqual([READY, READY]);
});

test("G28: a Redis that is gone for all takes no node out", async () => {
  await redis.kill();
  await expect.poll(readiness, PATIENCE).toEqual([DEGRADED, DEGRADED]);
  await redis.start();
  await expect.poll(readiness, PATIENCE).toEqual([READY, READY]);
});

test("a deaf node takes over when the one that hears ends", async () => {
  line.swallow();
  await expect.poll(readiness, PATIENCE).toEqual([READY, DEAF]);
  const [hearing] = nodes.splice(0, 1);
  await hearing?.close();
  await expect.poll(readiness, PATIENCE).toEqual([DEGRADED]);
});
