import { Pool } from "pg";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type BlackHole, openBlackHole } from "../testing/black-hole.ts";
import { createDatabase, type TestDatabase } from "../testing/create-database.ts";
import { createBreaker } from "./breaker.ts";
import { isDatabaseAway } from "./database-away.ts";
import { createPulse, type Pulse } from "./pulse.ts";

const PATIENCE = { timeout: 60_000 };
vi.setConfig({ testTimeout: 120_000 });

let database: TestDatabase;
let hole: BlackHole;
let pulse: Pulse;
let pool: Pool;

beforeEach(async () => {
  database = await createDatabase();
  hole = await openBlackHole(database.url);
  pulse = createPulse(hole.url);
  const { openSocket } = createBreaker(pulse);
  pool = new Pool({ connectionString: hole.url, stream: openSocket, max: 4 });
  pool.on("error", () => undefined);
});
afterEach(async () => {
  hole.heal();
  await Promise.allSettled([pool.end(), pulse.stop()]);
  await hole.close();
  await database.drop();
});

test("G38: what waits on a database that stopped answering fails, and a thousand more at once", async () => {
  await pool.query("SELECT 1");
  hole.swallow();
  const waiting = await Promise.all(
    Array.from({ length: 20 }, () => pool.query("SELECT 1").catch((error: unknown) => error)),
  );
  expect(waiting.every(isDatabaseAway)).toBe(true);
  expect(pulse.isAway()).toBe(true);

  const crowd = await Promise.all(
    Array.from({ length: 1_000 }, () => pool.query("SELECT 1").catch((error: unknown) => error)),
  );
  expect(crowd.every(isDatabaseAway)).toBe(true);
});

test("what is cut leaves nothing, and once the database answers again so does everything", async () => {
  const turns: boolean[] = [];
  pulse.onTurn((isAway) => turns.push(isAway));
  await pool.query("CREATE TABLE note (text text)");
  const client = await pool.connect();
  client.on("error", () => undefined);
  await client.query("BEGIN");
  await client.query("INSERT INTO note VALUES ('half')");
  hole.swallow();
  await expect.poll(pulse.isAway, PATIENCE).toBe(true);
  await expect(client.query("COMMIT")).rejects.toSatisfy(isDatabaseAway);
  client.release();
  hole.heal();
  await expect.poll(pulse.isAway, PATIENCE).toBe(false);
  expect((await pool.query("SELECT text FROM note")).rows).toEqual([]);
  expect(turns).toEqual([true, false]);
});

test("an address where nobody listens is known at once", async () => {
  await hole.close();
  await expect(pool.query("SELECT 1")).rejects.toSatisfy(isDatabaseAway);
  await expect.poll(pulse.isAway, PATIENCE).toBe(true);
});
