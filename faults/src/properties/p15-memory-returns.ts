import type { RunRecord } from "../checker-record.ts";
import { judgeEach, type Property } from "./property.ts";

const TOLERANCE = 1.1;
/** Before this time under load a node's memory is still growing to its size, and says nothing. */
export const WARM_AFTER_MS = 60_000;
/** Medians of fewer samples are chance. */
const FEWEST_SAMPLES = 5;

/**
 * A node's resident memory after the faults is that of before, plus at most a tenth. Judged from the runner's samples of
 * the process, the last ones at rest, for runs whose faults began after a minute of load; a node that was killed meanwhile
 * starts smaller, so only more is a violation.
 */
export const memoryReturns: Property = {
  name: "P15",
  promise: "A node's memory after the faults is within a tenth of what it was before them.",
  judge({ memory, loadAt, firstFaultAt, healedAt }) {
    const byNode = Map.groupBy(memory, ({ node }) => node);
    const comparable = [...byNode].flatMap(([node, samples]) => {
      const from = loadAt + WARM_AFTER_MS;
      const before = samples.filter(({ at }) => at >= from && at < (firstFaultAt ?? 0));
      const later = samples.filter(({ at }) => at > (healedAt ?? Number.POSITIVE_INFINITY));
      const after = later.slice(-FEWEST_SAMPLES);
      const isEnough = before.length >= FEWEST_SAMPLES && after.length >= FEWEST_SAMPLES;
      return isEnough ? [{ node, before: medianOf(before), after: medianOf(after) }] : [];
    });
    return judgeEach(comparable, ({ node, before, after }) =>
      after > before * TOLERANCE ? [`${node}: ${toMb(before)} before, ${toMb(after)} after`] : [],
    );
  },
};

function medianOf(samples: RunRecord["memory"]): number {
  const sizes = samples.map(({ rssBytes }) => rssBytes).sort((a, b) => a - b);
  return sizes[Math.floor(sizes.length / 2)] ?? 0;
}

function toMb(bytes: number): string {
  return `${Math.round(bytes / 1_048_576)} MB`;
}
