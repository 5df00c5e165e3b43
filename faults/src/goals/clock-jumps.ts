import type { RunRecord } from "../checker-record.ts";
import { strikesOf, timesIn } from "./beat.ts";
import { type GoalRun, type Measure, usualCrowd } from "./goal.ts";
import { violationsOf } from "./property-figures.ts";
import { ackedAndMissing, storedTwice } from "./stored-figures.ts";

const everyMs = 30_000;
const hourMs = 3_600_000;
/** Each node is an hour behind once and an hour ahead once. */
const offsets = [-hourMs, hourMs, hourMs, -hourMs];

const sessionsLost: Measure = {
  name: "sessions that were ended or not believed",
  limit: { atMost: 0 },
  read: ({ record }) => record.sessionEnds.length + disbelieved(record),
};

export const clockJumps: GoalRun = {
  name: "clock-jumps",
  what: "One node's clock is an hour behind or ahead for 20 s; the nodes take turns.",
  deployments: ["cluster"],
  crowd: usualCrowd,
  minutes: 2,
  schedule: ({ minutes, ...site }) =>
    strikesOf(
      {
        ...{ fault: "clock-jump", firstAtMs: 5_000, everyMs, times: timesIn(minutes, everyMs) },
        ...{ lastsMs: [20_000, 20_000], targets: ["node-1", "node-2"] },
        detail: (_, turn) => ({ offsetMs: offsets[turn % offsets.length] ?? hourMs }),
      },
      site,
    ),
  goals: [
    {
      name: "G41",
      promise: "Order, sessions and keys do not depend on a node's clock.",
      figures: [...[violationsOf(["P3", "P6", "P7"]), sessionsLost, ackedAndMissing, storedTwice]],
    },
  ],
};

function disbelieved({ attempts, disconnections }: RunRecord): number {
  return (
    attempts.filter(({ why }) => why === "unauthenticated").length +
    disconnections.filter(({ refusal }) => refusal === "unauthenticated").length
  );
}
