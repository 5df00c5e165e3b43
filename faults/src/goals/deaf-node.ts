import { strikesOf, timesIn } from "./beat.ts";
import { type GoalRun, usualCrowd } from "./goal.ts";
import { leavesAfter, returnsAfter, siteOutForTheBus, watchReadiness } from "./readiness.ts";

const fault = "drop-one-way";
const everyMs = 60_000;
const lastsMs = 30_000;

export const deafNode: GoalRun = {
  name: "deaf-node",
  what: "What Redis says to one node, or what the node says to Redis, is lost without a word for 30 s, in turn.",
  deployments: ["cluster"],
  crowd: usualCrowd,
  minutes: 4,
  schedule: ({ minutes, ...site }) =>
    strikesOf(
      {
        ...{ fault, everyMs, firstAtMs: 10_000, lastsMs: [lastsMs, lastsMs] },
        ...{ times: timesIn(minutes, everyMs), targets: ["node-1-redis", "node-2-redis"] },
        detail: (_, turn) => ({ direction: turn % 4 < 2 ? "down" : "up", share: 1 }),
      },
      site,
    ),
  meanwhile: watchReadiness,
  goals: [
    {
      name: "G29",
      promise: "A node that hears nobody leaves readiness within 15 s while another one hears.",
      figures: [leavesAfter(fault, 15_000), returnsAfter(fault, 15_000), siteOutForTheBus],
    },
  ],
};
