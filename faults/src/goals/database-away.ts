import type { Attempt, RunRecord } from "../checker-record.ts";
import { sendsOf } from "../properties/property.ts";
import { strikesOf, together } from "./beat.ts";
import { type GoalRun, type Measure, usualCrowd } from "./goal.ts";
import { ackedAndMissing, storedTwice } from "./stored-figures.ts";
import { sendsResumeAfter, slowestOf } from "./timing-figures.ts";

const partitionMs = 60_000;
const failWithinMs = 2_000;
/** A line that is closed just now says so itself, without asking anybody. */
const askedNobody = "offline";

const slowestFailure: Measure = {
  name: "a send fails after",
  unit: "ms",
  limit: { atMost: failWithinMs },
  read: ({ record }) => slowestOf(record, sendsMeanwhile(record)),
};

const failedOtherwise: Measure = {
  name: "sends that failed without a code to retry by",
  limit: { atMost: 0 },
  read: ({ record }) => {
    const sends = sendsMeanwhile(record);
    return sends.length > 0 ? sends.filter(({ why }) => why !== "unavailable").length : null;
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

/** Sends that were asked while the database was away, and had to fail before it came back. */
function sendsMeanwhile(record: RunRecord): Attempt[] {
  return sendsOf(record)
    .filter(({ why }) => why !== askedNobody)
    .filter(({ at }) =>
      record.faults.some(({ from, to }) => at >= from && at < to - 2 * failWithinMs),
    );
}
