import { describe, expect, it } from "vitest";
import { allFaults } from "./faults/all-faults.ts";
import { parseOptions } from "./options.ts";

describe("the command line", () => {
  it("runs everything everywhere unless it is told otherwise", () => {
    expect(parseOptions([])).toEqual({
      seeds: [1],
      minutes: 2,
      warmUpSeconds: 5,
      deployments: ["embedded", "cluster"],
      faults: allFaults,
      faultSeconds: null,
      clients: 60,
      channels: 20,
      messagesPerSecond: 50,
      sabotage: null,
    });
  });

  it("takes several seeds and some faults", () => {
    const args = ["--seed", "3,4", "--deployment", "cluster", "--only", "node-kill,hold"];
    const { seeds, deployments, faults } = parseOptions(args);
    expect([seeds, deployments, faults.map(({ name }) => name)]).toEqual([
      [3, 4],
      ["cluster"],
      ["node-kill", "hold"],
    ]);
  });

  it.each([
    [["--seed", "one"], "--seed must be a number"],
    [["--minutes=-1"], "--minutes must be a number"],
    [["--fault-seconds", "long"], "--fault-seconds must be a number"],
    [["--clients", ""], "--clients must be a number"],
    [["--deployment", "moon"], "--deployment must be embedded, cluster, both"],
    [["--only", "node-kill,thunder"], 'There is no fault "thunder"'],
    [["--sabotage", "thunder"], "thunder"],
    [["--what"], "--what"],
  ])("refuses %j with a sentence", (args, sentence) => {
    expect(() => parseOptions(args)).toThrow(sentence);
  });
});
