import { describe, expect, it } from "vitest";
import { judge } from "../checker.ts";
import type { RunRecord } from "../checker-record.ts";
import { makeRecord, send, stored } from "../properties/testing/make-record.ts";
import type { Measure } from "./goal.ts";
import { violationsOf } from "./property-figures.ts";
import { ackedAndMissing, ackedMessages, holes, storedTwice } from "./stored-figures.ts";
import { equalAfterLast } from "./timing-figures.ts";

function read(measure: Measure, record: RunRecord): number | null {
  return measure.read({ record, verdict: judge(record) });
}

const sent = [send("one", { seq: 1, at: 0 }), send("two", { seq: 2, at: 20 })];
const whole = [stored("one", 1), stored("two", 2)];

describe("what is stored", () => {
  it("misses what was acknowledged and is not there, and nothing else", () => {
    const attempts = [...sent, send("three", { seq: 3, at: 30, outcome: "unanswered" })];
    expect(read(ackedAndMissing, makeRecord({ attempts, stored: whole }))).toBe(0);
    expect(read(ackedAndMissing, makeRecord({ attempts, stored: [stored("one", 1)] }))).toBe(1);
    expect(read(ackedMessages, makeRecord({ attempts, stored: whole }))).toBe(2);
  });

  it("counts a further row of the same logical message", () => {
    const copy = stored("other-id", 3, { text: "[one] hi" });
    expect(read(storedTwice, makeRecord({ attempts: sent, stored: whole }))).toBe(0);
    expect(read(storedTwice, makeRecord({ attempts: sent, stored: [...whole, copy] }))).toBe(1);
  });

  it("counts holes", () => {
    const torn = [stored("one", 1), stored("two", 3)];
    expect(read(holes, makeRecord({ attempts: sent, stored: whole }))).toBe(0);
    expect(read(holes, makeRecord({ attempts: sent, stored: torn }))).toBeGreaterThan(0);
  });
});

describe("how long it took", () => {
  const kill = { name: "node-kill", target: "node-1" };
  const faults = [
    { ...kill, from: 1_000, to: 3_000 },
    { ...kill, from: 20_000, to: 24_000 },
    { name: "hold", target: "client-node-1", from: 40_000, to: 41_000 },
  ];
  const settled: RunRecord["settled"] = {
    ...{ type: "settled", settled: true, tookMs: 2_000, at: 29_000, wall: 0 },
    behind: [],
  };

  it("counts from the last strike of that fault to the equal views", () => {
    const record = makeRecord({ faults, settled });
    expect(read(equalAfterLast("node-kill", 15_000), record)).toBe(9_000);
  });

  it("leaves out when the harness itself stood still", () => {
    const late = [
      { from: 19_000, to: 21_000 },
      { from: 28_500, to: 30_000 },
      { from: 40_000, to: 45_000 },
    ];
    const record = makeRecord({ faults, settled, late });
    expect(read(equalAfterLast("node-kill", 15_000), record)).toBe(7_500);
  });

  it("has nothing to say where it did not strike, or where nobody came right", () => {
    const never = makeRecord({ faults: [], settled });
    const behind = makeRecord({ faults, settled: { ...settled, settled: false } });
    const measure = equalAfterLast("node-kill", 15_000);
    expect([read(measure, never), read(measure, behind)]).toEqual([null, null]);
  });
});

describe("what the checker found", () => {
  const record = makeRecord({ attempts: sent, stored: [stored("one", 1)] });
  it("is summed up over the properties", () => {
    expect(read(violationsOf(["P1", "P3"]), record)).toBe(1);
  });
  it("is no proof where one of them judged nothing", () => {
    expect(read(violationsOf(["P1", "P5"]), record)).toBeNull();
  });
});
