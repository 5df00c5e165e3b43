import { describe, expect, it } from "vitest";
import { allFaults } from "./faults/all-faults.ts";
import { clash, type PlannedFault, type SchedulePlan, scheduleFaults } from "./nemesis-plan.ts";

const plan: SchedulePlan = {
  seed: 7,
  deployment: "cluster",
  durationMs: 600_000,
  faults: allFaults,
};
const inShort = (schedule: PlannedFault[]) =>
  schedule.map(({ fault, ...rest }) => ({ ...rest, name: fault.name }));

describe("the schedule of faults", () => {
  it("is the same for the same seed and another for another", () => {
    expect(inShort(scheduleFaults(plan))).toEqual(inShort(scheduleFaults(plan)));
    expect(inShort(scheduleFaults({ ...plan, seed: 8 }))).not.toEqual(
      inShort(scheduleFaults(plan)),
    );
  });

  it.each([1, 2, 3, 4, 5])("gives every kind its turn before one comes again, seed %i", (seed) => {
    const names = scheduleFaults({ ...plan, seed }).map(({ fault }) => fault.name);
    expect(names.length).toBeGreaterThan(allFaults.length);
    expect(new Set(names.slice(0, allFaults.length)).size).toBe(allFaults.length);
  });

  it("heals everything in time, however short that is", () => {
    for (const durationMs of [0, 10_000, 60_000]) {
      for (const { atMs, plannedMs } of scheduleFaults({ ...plan, durationMs }))
        expect(atMs + plannedMs).toBeLessThanOrEqual(durationMs);
    }
  });

  it("lets every fault last as long as is wanted", () => {
    const lengths = scheduleFaults({ ...plan, eachMs: 60_000 }).map(({ plannedMs }) => plannedMs);
    expect(lengths.length).toBeGreaterThan(5);
    expect(new Set(lengths)).toEqual(new Set([60_000]));
  });

  it("strikes a single node only where it can be struck", () => {
    const targets = new Set(
      scheduleFaults({ ...plan, deployment: "embedded", durationMs: 6_000_000 }).map(
        ({ target }) => target,
      ),
    );
    expect([...targets].sort()).toEqual(
      ["client-node-1", "disk", "node-1", "nodes", "people", "postgres"].sort(),
    );
  });

  it("is empty where nothing of what is wanted can be had", () => {
    const faults = allFaults.filter(({ name }) => name.startsWith("redis"));
    expect(scheduleFaults({ ...plan, deployment: "embedded", faults })).toEqual([]);
  });

  it.each([
    ["node-1", "node-1", true],
    ["nodes", "node-2", true],
    ["postgres", "disk", true],
    ["node-1", "node-2", false],
    ["node-1", "client-node-1", false],
    ["nodes", "node-1-postgres", false],
    ["postgres", "redis", false],
  ])("knows whether %s and %s are one wound: %s", (one, other, expected) => {
    expect(clash(one, other)).toBe(expected);
    expect(clash(other, one)).toBe(expected);
  });
});
