import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { connectDatabase, type Database } from "../database/client.ts";
import { createDatabase, type TestDatabase } from "../testing/create-database.ts";
import type { BusHealth } from "./bus.ts";
import { type BusWitness, openBusWitness } from "./bus-witness.ts";

/** Nothing here takes long, except on a machine that is busy with other things. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const PATIENCE = { timeout: 60_000, interval: 20 };

let home: TestDatabase;
let database: Database;
let witnesses: BusWitness[] = [];
let warnings: string[] = [];

beforeAll(async () => {
  home = await createDatabase();
  database = connectDatabase(home.url);
});
afterEach(async () => {
  await Promise.all(witnesses.map((witness) => witness.withdraw()));
  witnesses = [];
  warnings = [];
});
afterAll(async () => {
  await database?.$disconnect();
  await home?.drop();
});

interface Ears {
  health: BusHealth;
  silentMs?: number;
  takesRequests?: boolean;
}

/** A node with these ears; its notes hold for an hour, so that a slow machine makes none of them stale. */
function open({ health, silentMs = 0, takesRequests = true }: Ears): BusWitness {
  const witness = openBusWitness({
    bus: { health: () => health, silentMs: () => silentMs },
    database,
    takesRequests: () => takesRequests,
    warn: (_error, what) => void warnings.push(what),
    timing: { noteEvery: 20, noteHolds: HOUR },
  });
  witnesses.push(witness);
  return witness;
}

const HOUR = 3_600_000;

test("a deaf node learns of one that hears, which does not count itself", async () => {
  const [hearing, deaf] = [open({ health: "hearing" }), open({ health: "deaf" })];
  await expect.poll(() => deaf.otherHears(), PATIENCE).toBe(true);
  expect(await hearing.otherHears()).toBe(false);
});

test.each([
  ["is deaf too", { health: "deaf" }],
  ["has no bus", { health: "alone" }],
  ["heard it too long ago", { health: "hearing", silentMs: 2 * HOUR }],
  ["takes no requests", { health: "hearing", takesRequests: false }],
] as const)("who %s is nobody to leave people to", async (_why, ears) => {
  const deaf = open({ health: "deaf" });
  open(ears);
  // Whoever comes later and is heard of shows that the other one had its chance.
  const hearing = open({ health: "hearing" });
  await expect.poll(() => deaf.otherHears(), PATIENCE).toBe(true);
  await hearing.withdraw();
  expect(await deaf.otherHears()).toBe(false);
});

test("whoever ends takes its note back, and those of the long dead", async () => {
  await database.$executeRaw`
    INSERT INTO node VALUES (gen_random_uuid(), now() - interval '25 hours'), (gen_random_uuid(), now())`;
  const hearing = open({ health: "hearing" });
  await expect.poll(() => database.node.count(), PATIENCE).toBe(3);
  await hearing.withdraw();
  expect(await database.node.count()).toBe(1);
  await database.node.deleteMany();
  expect(warnings).toEqual([]);
});
