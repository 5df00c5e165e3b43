import { strikesOf, timesIn } from "./beat.ts";
import { type GoalRun, usualCrowd } from "./goal.ts";
import { endedWithAnotherCode, slowestEnd } from "./process-figures.ts";
import { violationsOf } from "./property-figures.ts";
import { failedSends } from "./send-figures.ts";

const everyMs = 60_000;

export const rollingRestarts: GoalRun = {
  name: "rolling-restarts",
  what: "Both nodes are told to end (SIGTERM) and started again, one after the other, every minute.",
  deployments: ["cluster"],
  crowd: usualCrowd,
  minutes: 5,
  env: { DRAIN_SECONDS: "5" },
  schedule: ({ minutes, ...site }) =>
    strikesOf(
      {
        ...{ fault: "rolling-restart", everyMs, firstAtMs: 5_000 },
        ...{ times: timesIn(minutes, everyMs), lastsMs: [1_000, 1_000] },
      },
      site,
    ),
  goals: [
    {
      name: "G30",
      promise: "Nobody sees a failed send, and every view is the database's.",
      figures: [failedSends, violationsOf(["P5"])],
    },
    {
      name: "G31",
      promise: "A node that is told to end does so within 30 s, with code 0.",
      figures: [slowestEnd(30_000), endedWithAnotherCode],
    },
  ],
};
