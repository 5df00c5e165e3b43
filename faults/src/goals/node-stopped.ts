import { strikesOf, timesIn } from "./beat.ts";
import { type GoalRun, usualCrowd } from "./goal.ts";
import { violationsOf } from "./property-figures.ts";
import { ackedAndMissing, holes, storedTwice } from "./stored-figures.ts";

const everyMs = 45_000;

export const nodeStopped: GoalRun = {
  name: "node-stopped",
  what: "A node stands still (SIGSTOP) for 30 s and goes on; the nodes take turns.",
  deployments: ["cluster"],
  crowd: usualCrowd,
  minutes: 3,
  schedule: ({ minutes, ...site }) =>
    strikesOf(
      {
        ...{ fault: "node-stop", firstAtMs: 10_000, everyMs, times: timesIn(minutes, everyMs) },
        ...{ lastsMs: [30_000, 30_000], targets: ["node-1", "node-2"] },
      },
      site,
    ),
  goals: [
    {
      name: "G37",
      promise: "Nothing is lost, doubled or put in another order.",
      figures: [ackedAndMissing, storedTwice, holes, violationsOf(["P6", "P7"])],
    },
  ],
};
