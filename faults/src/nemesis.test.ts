import { describe, expect, it } from "vitest";
import type { HistoryLine } from "./contract.ts";
import type { Fault } from "./faults/fault.ts";
import { runNemesis } from "./nemesis.ts";
import type { PlannedFault } from "./nemesis-plan.ts";

/** A fault that only writes down what is done to it. */
function pretendFault(name: string, log: string[], fails = false): Fault {
  return {
    name,
    targets: () => [],
    lasts: [0, 0],
    choose: () => ({}),
    async strike(_stage, { target }) {
      log.push(`${name} strikes ${target}`);
      if (fails) throw new Error(`${name} cannot be had`);
      return async () => void log.push(`${name} heals ${target}`);
    },
  };
}

function planned(fault: Fault, target: string, times: { atMs: number; plannedMs: number }) {
  return (id: number): PlannedFault => ({ id, fault, target, detail: {}, ...times });
}

async function run(faults: ((id: number) => PlannedFault)[]) {
  const lines: HistoryLine[] = [];
  await runNemesis({
    schedule: faults.map((fault, index) => fault(index + 1)),
    seed: 1,
    // Pretend faults touch nothing.
    stage: Object.create(null),
    history: { write: (line) => lines.push(line) },
    say: () => undefined,
  });
  return lines;
}

describe("the nemesis", () => {
  it("strikes and heals everything, and writes down both", async () => {
    const log: string[] = [];
    const kill = pretendFault("kill", log);
    const lines = await run([
      planned(kill, "node-1", { atMs: 0, plannedMs: 5 }),
      planned(kill, "node-2", { atMs: 400, plannedMs: 5 }),
    ]);
    expect(log).toEqual([
      "kill strikes node-1",
      "kill heals node-1",
      "kill strikes node-2",
      "kill heals node-2",
    ]);
    expect(lines.map(({ type }) => type)).toEqual(["fault", "heal", "fault", "heal"]);
  });

  it("waits with a fault until the part that it strikes is whole again", async () => {
    const log: string[] = [];
    const stop = pretendFault("stop", log);
    await run([
      planned(stop, "node-1", { atMs: 0, plannedMs: 300 }),
      planned(stop, "nodes", { atMs: 1, plannedMs: 1 }),
    ]);
    expect(log.indexOf("stop heals node-1")).toBeLessThan(log.indexOf("stop strikes nodes"));
  });

  it("never has more than two faults at once", async () => {
    const log: string[] = [];
    const hold = pretendFault("hold", log);
    await run(
      ["a", "b", "c", "d"].map((target) => planned(hold, target, { atMs: 0, plannedMs: 150 })),
    );
    let active = 0;
    for (const line of log) {
      active += line.includes("strikes") ? 1 : -1;
      expect(active).toBeLessThanOrEqual(2);
    }
    expect(log).toHaveLength(8);
  });

  it("says so when a fault cannot be had", async () => {
    const log: string[] = [];
    const faults = [
      planned(pretendFault("broken", log, true), "a", { atMs: 0, plannedMs: 1 }),
      planned(pretendFault("whole", log), "a", { atMs: 1, plannedMs: 1 }),
    ];
    await expect(run(faults)).rejects.toThrow("broken cannot be had");
    expect(log.at(0)).toBe("broken strikes a");
  });
});
