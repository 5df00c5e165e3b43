import { strikesOf, timesIn } from "./beat.ts";
import { type GoalRun, usualCrowd } from "./goal.ts";
import { ackedAndMissing, ackedMessages, holes, storedTwice } from "./stored-figures.ts";
import { equalAfterLast } from "./timing-figures.ts";

const everyMs = 20_000;

export const nodesKilled: GoalRun = {
  name: "nodes-killed",
  what: "A node is killed (SIGKILL) every 20 s and is down for 1 to 3 s; the nodes take turns.",
  deployments: ["cluster"],
  crowd: usualCrowd,
  minutes: 5,
  schedule: ({ minutes, ...site }) =>
    strikesOf(
      {
        ...{ fault: "node-kill", everyMs, times: timesIn(minutes, everyMs) },
        ...{ lastsMs: [1_000, 3_000], targets: ["node-1", "node-2"] },
      },
      site,
    ),
  goals: [
    {
      name: "G2",
      promise: "Nothing that was acknowledged is missing.",
      figures: [ackedAndMissing, ackedMessages],
    },
    { name: "G3", promise: "No message is stored twice.", figures: [storedTwice] },
    { name: "G4", promise: "No channel's order has a hole.", figures: [holes] },
    {
      name: "G5",
      promise: "Every view is the database's within 15 s of the last kill.",
      figures: [equalAfterLast("node-kill", 15_000)],
    },
  ],
};
