import type { Attempt, RunRecord } from "../checker-record.ts";
import { sendsOf } from "../properties/property.ts";
import { strikesOf, together } from "./beat.ts";
import { type GoalRun, type Measure, usualCrowd } from "./goal.ts";
import { ackedAndMissing, storedTwice } from "./stored-figures.ts";
import { sendsResumeAfter, slowestOf } from "./timing-figures.ts";

const partitionMs = 60_000;
const failWithinMs = 2_000;
/** What a line's end tells the device and what it tells the question on it come one right after the other. */
const sameMomentMs = 20;
const slowestFailure: Measure = {
  name: "a send fails after",
  unit: "ms",
  limit: { atMost: failWithinMs },
  read: ({ record }) => slowestOf(record, failedSends(record)),
};

const failedOtherwise: Measure = {
  name: "sends that failed without a code to retry by",
  limit: { atMost: 0 },
  read: ({ record }) => {
    const sends = failedSends(record);
    const otherwise = sends.filter(({ why }) => why !== "unavailable");
    return sends.length > 0 ? otherwise.length : null;
  },
};

export const databaseAway: GoalRun = {
  name: "database-away",
  what: "No node reaches the database for 60 s: first what they say is lost, then it is held up.",
  deployments: ["cluster"],
  crowd: usualCrowd,
  minutes: 3,
  schedule: (site) =>
    together(
      ...["node-1-postgres", "node-2-postgres"].flatMap((target) =>
        ["blackhole", "hold"].map((fault, turn) =>
          strikesOf(
            {
              ...{ fault, targets: [target], firstAtMs: 15_000 + turn * 90_000, times: 1 },
              ...{ everyMs: 90_000, lastsMs: [partitionMs, partitionMs] },
              detail: () => ({ share: 1 }),
            },
            site,
          ),
        ),
      ),
    ),
  goals: [
    {
      name: "G38",
      promise: "Sends fail within 2 s and say that a retry may help; nothing is lost.",
      figures: [
        ...[slowestFailure, failedOtherwise, ackedAndMissing, storedTwice],
        ...[sendsResumeAfter("blackhole", 10_000), sendsResumeAfter("hold", 10_000)],
      ],
    },
  ],
};

/**
 * Sends that failed because their node had no database: asked while it was away, and early enough to fail before it was
 * back. A device that hung up, or had no line to ask on, learnt nothing of the server.
 */
function failedSends(record: RunRecord): Attempt[] {
  const { faults, disconnections } = record;
  const hangUps = disconnections.filter(({ reason }) => reason === "io client disconnect");
  return sendsOf(record)
    .filter(({ outcome, why }) => outcome === "unanswered" && why !== "offline")
    .filter(({ client, endedAt }) =>
      hangUps.every((one) => one.client !== client || Math.abs(one.at - endedAt) > sameMomentMs),
    )
    .filter(({ at, node }) =>
      faults.some(
        ({ target, from, to }) =>
          target === `node-${node + 1}-postgres` && at >= from && at < to - 2 * failWithinMs,
      ),
    );
}
