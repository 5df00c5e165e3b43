import { describe, expect, it } from "vitest";
import { goalRuns, goalRunsOf, listGoals } from "./all-goals.ts";
import { parseGoalOptions } from "./goal-options.ts";

describe("the command line of the goals", () => {
  it("takes three seeds and leaves the rest to each run's table", () => {
    expect(parseGoalOptions(["--goal", "G1"])).toEqual({
      runs: goalRunsOf(["G1"]),
      seeds: [1, 2, 3],
      deployments: null,
      minutes: null,
      warmUpSeconds: 5,
      crowd: {},
      sabotage: null,
      jsonFile: null,
    });
  });

  it("makes one run of goals that are shown by the same", () => {
    const { runs } = parseGoalOptions(["--goal", "G4,G2", "--goal", "G3"]);
    expect(runs.map(({ name }) => name)).toEqual(["nodes-killed"]);
  });

  it("knows all of them, and says less than the table where it is told to", () => {
    const args = ["--goal", "all", "--clients", "20", "--minutes", "1", "--deployment", "cluster"];
    const { runs, crowd, minutes, deployments } = parseGoalOptions(args);
    expect([runs, crowd, minutes, deployments]).toEqual([
      goalRuns,
      { clients: 20 },
      1,
      ["cluster"],
    ]);
  });

  it.each([
    [["--goal", "G0"], 'There is no goal "G0"'],
    [["--goal", "G1", "--rate", "often"], "--rate must be a number"],
    [["--goal", "G1", "--what"], "--what"],
  ])("refuses %j with a sentence", (args, sentence) => {
    expect(() => parseGoalOptions(args)).toThrow(sentence);
  });
});

describe("the table of goals", () => {
  it("names every goal once", () => {
    const names = goalRuns.flatMap(({ goals }) => goals.map(({ name }) => name));
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(listGoals()).toContain(`  ${name} `);
  });

  it("plans faults that its deployments have, all of them within the minutes of the run", () => {
    for (const { schedule, deployments, minutes } of goalRuns) {
      for (const deployment of deployments) {
        for (const { fault, target, atMs } of schedule({ seed: 1, deployment, minutes })) {
          expect(fault.targets(deployment)).toContain(target);
          expect(atMs).toBeLessThanOrEqual(minutes * 60_000);
        }
      }
    }
  });
});
