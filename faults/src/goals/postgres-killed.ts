import { strikesOf } from "./beat.ts";
import { type GoalRun, type Measure, usualCrowd } from "./goal.ts";
import { ackedAndMissing, ackedMessages } from "./stored-figures.ts";
import { sendsResumeAfter } from "./timing-figures.ts";

/** Node processes that ended without being told to, serving or not. */
const processesThatExited: Measure = {
  name: "node processes that exited",
  limit: { atMost: 0 },
  read: ({ record: { processes } }) =>
    processes.length === 0
      ? null
      : processes.filter((line) => line.type === "ended" && !line.ordered).length,
};

export const postgresKilled: GoalRun = {
  name: "postgres-killed",
  what: "PostgreSQL is killed (SIGKILL) five times, 20 s apart, and is down for 1 to 5 s.",
  deployments: ["cluster", "embedded"],
  crowd: usualCrowd,
  minutes: 2,
  schedule: ({ seed, deployment }) =>
    strikesOf(
      { fault: "postgres-kill", everyMs: 20_000, times: 5, lastsMs: [1_000, 5_000] },
      { seed, deployment },
    ),
  goals: [
    {
      name: "G6",
      promise: "Nothing that was acknowledged is missing.",
      figures: [ackedAndMissing, ackedMessages],
    },
    {
      name: "G7",
      promise: "No node exits, and sends resume within 10 s once PostgreSQL is back.",
      figures: [processesThatExited, sendsResumeAfter("postgres-kill", 10_000)],
    },
  ],
};
