import type { Attempt, RunRecord } from "../checker-record.ts";
import { byMessage, sendsOf } from "../properties/property.ts";
import { type GoalRun, type Measure, usualCrowd } from "./goal.ts";
import { ackedAndMissing, storedTwice } from "./stored-figures.ts";

const wanted = 10_000;
/** Some are refused, because their author left the conversation in that moment. */
const written = 10_500;

const keysAtBoth: Measure = {
  name: "keys that two nodes answered at the same time",
  limit: { atLeast: wanted },
  read: ({ record }) => [...answersByKey(record)].filter(([, tries]) => areAtOnce(tries)).length,
};

const mostPlaces: Measure = {
  name: "most seqs of one key",
  limit: { atMost: 1 },
  read: ({ record }) => {
    const counts = [...answersByKey(record)].map(([, tries]) => placesOf(tries).size);
    return counts.length > 0 ? counts.reduce((most, count) => Math.max(most, count), 0) : null;
  },
};

export const keyAtBoth: GoalRun = {
  name: "key-at-both",
  what: "10,500 messages are written to both nodes at the same moment, each under one key.",
  deployments: ["cluster"],
  crowd: usualCrowd,
  minutes: 0,
  schedule: () => [],
  meanwhile: ({ load }) => load.writeTwice(written),
  goals: [
    {
      name: "G9",
      promise: "One key has one seq, whichever node was asked first.",
      figures: [mostPlaces, keysAtBoth, storedTwice, ackedAndMissing],
    },
  ],
};

function answersByKey(record: RunRecord): Map<string, Attempt[]> {
  return byMessage(sendsOf(record).filter(({ outcome }) => outcome === "answered"));
}

/** Whether two nodes were busy with it in the same moment. */
function areAtOnce(tries: readonly Attempt[]): boolean {
  return tries.some((one) =>
    tries.some(
      (other) => one.node !== other.node && one.at < other.endedAt && other.at < one.endedAt,
    ),
  );
}

function placesOf(tries: readonly Attempt[]): Set<number> {
  return new Set(tries.flatMap(({ answer }) => answer?.message?.seq ?? []));
}
