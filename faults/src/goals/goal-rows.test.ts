import { describe, expect, it } from "vitest";
import { judge } from "../checker.ts";
import type { RunRecord } from "../checker-record.ts";
import { makeRecord, send, stored } from "../properties/testing/make-record.ts";
import { type Evidence, type GoalRun, type Measure, usualCrowd } from "./goal.ts";
import { goalTable, judgeGoals } from "./goal-rows.ts";

const one = stored("one", 1);
const fine = makeRecord({ stored: [one], attempts: [send("one", { seq: 1, at: 0 })] });
const lost = makeRecord({ stored: [], attempts: [send("one", { seq: 1, at: 0 })] });

function evidenceOf(record: RunRecord): Evidence {
  return { record, verdict: judge(record) };
}

function runWith(figures: readonly Measure[]): GoalRun {
  return {
    ...{ name: "tea", what: "Tea is made.", deployments: ["cluster"], crowd: usualCrowd },
    ...{ minutes: 1, schedule: () => [] },
    goals: [{ name: "G0", promise: "It is hot.", figures }],
  };
}

function figure(value: number | null, limit: Measure["limit"]): Measure {
  return { name: "heat", limit, read: () => value };
}

function rowOf(figures: readonly Measure[], record = fine, seed = 1) {
  const name = { run: runWith(figures), deployment: "cluster", seed } as const;
  return judgeGoals(name, evidenceOf(record));
}

describe("a goal's row", () => {
  it.each([
    { how: "at its limit", value: 3, limit: { atMost: 3 }, isFine: true },
    { how: "above it", value: 4, limit: { atMost: 3 }, isFine: false },
    { how: "as much as wanted", value: 3, limit: { atLeast: 3 }, isFine: true },
    { how: "less than wanted", value: 2, limit: { atLeast: 3 }, isFine: false },
    { how: "without anything to measure", value: null, limit: { atMost: 3 }, isFine: false },
  ])("judges a figure $how", ({ value, limit, isFine }) => {
    const [row] = rowOf([figure(value, limit)]);
    expect(row?.isFine).toBe(isFine);
    expect(row?.figures).toMatchObject([{ name: "heat", value, isFine }]);
  });

  it("does not hold when a property of its run was violated", () => {
    const [row] = rowOf([figure(0, { atMost: 0 })], lost);
    expect(row?.isFine).toBe(false);
    expect(row?.broken.join()).toContain("P1 (1)");
  });

  it("does not hold when its run came to no end", () => {
    const name = { run: runWith([]), deployment: "cluster", seed: 2 } as const;
    const rows = judgeGoals(name, null);
    expect(rows.map(({ isFine, acked }) => [isFine, acked])).toEqual([[false, null]]);
    expect(goalTable(rows)).toContain("seed 2 came to no end");
  });
});

describe("the table for a person", () => {
  it("shows the worst figure of all seeds, and which of them failed", () => {
    const rows = [3, 12, 7].flatMap((value, index) =>
      rowOf([figure(value, { atMost: 10 })], fine, index + 1),
    );
    expect(goalTable(rows)).toBe(
      "  ✗ G0   cluster; seeds 1 2✗ 3; 3 acknowledged in all; heat 12 (≤ 10)",
    );
  });

  it("shows nothing rather than the best when a seed had nothing to measure", () => {
    const rows = [3, null].flatMap((value, index) =>
      rowOf([figure(value, { atLeast: 1 })], fine, index + 1),
    );
    expect(goalTable(rows)).toContain("heat nothing to measure (≥ 1)");
  });
});
