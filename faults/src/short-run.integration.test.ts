import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { faultsCalled } from "./faults/all-faults.ts";
import { scheduleFaults } from "./nemesis-plan.ts";
import { runFaults } from "./run.ts";

const folder = mkdtempSync(join(tmpdir(), "hallway-short-run-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const faults = faultsCalled(["node-kill", "blackhole", "postgres-kill"]);
const plan = {
  deployment: "embedded",
  seed: 10,
  warmUpMs: 1_000,
  faultsMs: 10_000,
  schedule: scheduleFaults({ seed: 10, deployment: "embedded", durationMs: 10_000, faults }),
  clients: 8,
  channels: 3,
  messagesPerSecond: 15,
  sabotage: null,
  folder,
  say: () => undefined,
} as const;

/** Times say nothing on a machine that is busy with other tests. */
const timed = ["P14", "P15", "S2"];

it("keeps every promise while its node, its database and its network die under load", async () => {
  const kinds = plan.schedule.map(({ fault }) => fault.name);
  expect(new Set(kinds)).toEqual(new Set(faults.map(({ name }) => name)));

  const { verdict } = await runFaults(plan);

  const judged = verdict.properties.filter(({ name }) => !timed.includes(name));
  expect(judged.filter(({ violations }) => violations > 0)).toEqual([]);
  expect(judged.find(({ name }) => name === "P1")?.judged).toBeGreaterThan(0);
  expect(judged.find(({ name }) => name === "P5")?.judged).toBeGreaterThan(0);
}, 900_000);
