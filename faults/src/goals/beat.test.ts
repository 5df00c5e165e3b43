import { describe, expect, it } from "vitest";
import { strikesOf, timesIn, together } from "./beat.ts";

const site = { seed: 7, deployment: "cluster" } as const;
const beat = { fault: "node-kill", everyMs: 20_000, times: 4, lastsMs: [1_000, 5_000] } as const;

describe("a beat", () => {
  it("strikes at an even pace, and as long as it may", () => {
    const strikes = strikesOf(beat, site);
    expect(strikes.map(({ atMs }) => atMs)).toEqual([20_000, 40_000, 60_000, 80_000]);
    for (const { plannedMs } of strikes) {
      expect(plannedMs).toBeGreaterThanOrEqual(1_000);
      expect(plannedMs).toBeLessThanOrEqual(5_000);
    }
  });

  it("is the same for the same seed", () => {
    const inShort = (seed: number) =>
      strikesOf({ ...beat, times: 20 }, { ...site, seed }).map(({ fault, ...rest }) => rest);
    expect(inShort(7)).toEqual(inShort(7));
    expect(inShort(7)).not.toEqual(inShort(8));
  });

  it("strikes those it is told to, in turn, with what it is told", () => {
    const targets = ["node-2", "node-1"];
    const strikes = strikesOf({ ...beat, targets, detail: (_, turn) => ({ turn }) }, site);
    expect(strikes.map(({ target, detail }) => [target, detail.turn])).toEqual([
      ["node-2", 0],
      ["node-1", 1],
      ["node-2", 2],
      ["node-1", 3],
    ]);
  });

  it("keeps its time beside another, each strike under a number of its own", () => {
    const other = { ...beat, fault: "redis-restart", firstAtMs: 30_000, times: 1 };
    const strikes = together(strikesOf({ ...beat, times: 2 }, site), strikesOf(other, site));
    expect(strikes.map(({ id, fault, atMs }) => [id, fault.name, atMs])).toEqual([
      [1, "node-kill", 20_000],
      [2, "redis-restart", 30_000],
      [3, "node-kill", 40_000],
    ]);
  });

  it("fits into a run at least once", () => {
    expect([timesIn(5, 20_000), timesIn(0.1, 20_000)]).toEqual([15, 1]);
  });
});
