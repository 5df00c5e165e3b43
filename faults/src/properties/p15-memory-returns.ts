import { judgeEach, type Property } from "./property.ts";

const TOLERANCE = 1.1;

/**
 * What a node holds when everyone has caught up is what it held before the first fault, plus at most a tenth. Judged when
 * garbage has been collected: what V8 keeps for later use says nothing. A node that was killed meanwhile starts smaller, so
 * only more is a violation.
 */
export const memoryReturns: Property = {
  name: "P15",
  promise: "A node's memory after the faults is within a tenth of what it was before them.",
  judge({ memory }) {
    const after = memory.filter(({ when }) => when === "after");
    const comparable = after.flatMap(({ node, liveBytes }) => {
      const before = memory.find((line) => line.node === node && line.when === "before");
      return before ? [{ node, before: before.liveBytes, after: liveBytes }] : [];
    });
    return judgeEach(comparable, ({ node, before, after }) =>
      after > before * TOLERANCE ? [`${node}: ${toMb(before)} before, ${toMb(after)} after`] : [],
    );
  },
};

function toMb(bytes: number): string {
  return `${Math.round(bytes / 1_048_576)} MB`;
}
