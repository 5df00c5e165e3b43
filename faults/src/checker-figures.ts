import type { Attempt, RunRecord } from "./checker-record.ts";
import type { Figures } from "./contract.ts";
import { byMessage, sendsOf } from "./properties/property.ts";

/** What a run did, in numbers. */
export function readFigures(record: RunRecord): Figures {
  const tries = [...byMessage(sendsOf(record)).values()];
  const latencies = tries.flatMap(latencyOf).sort((a, b) => a - b);
  const { settled, healedAt, deliveries, truth } = record;
  const text = [...truth.messages.values()].filter(({ kind }) => kind === "text");
  return {
    acked: latencies.length,
    stored: text.length,
    deliveries: deliveries.reduce((sum, { messages }) => sum + messages.length, 0),
    ackP50Ms: percentile(latencies, 0.5),
    ackP99Ms: percentile(latencies, 0.99),
    longestStallMs: longestStall(record),
    quiesceMs: settled ? Math.round(healedAt === null ? settled.tookMs : settled.at - healedAt) : 0,
  };
}

/** From the first try to the first acknowledgement; none for what was never acknowledged. */
function latencyOf(tries: readonly Attempt[]): number[] {
  const acks = tries.filter(({ outcome }) => outcome === "answered").map(({ endedAt }) => endedAt);
  if (acks.length === 0) return [];
  return [Math.min(...acks) - Math.min(...tries.map(({ at }) => at))];
}

/** The longest time between one acknowledgement and the next while people were writing. */
function longestStall(record: RunRecord): number {
  const acks = sendsOf(record)
    .filter(({ outcome }) => outcome === "answered")
    .map(({ endedAt }) => endedAt)
    .sort((a, b) => a - b);
  const stalls = acks.map((at, index) => at - (acks[index - 1] ?? at));
  return Math.round(stalls.reduce((longest, stall) => Math.max(longest, stall), 0));
}

function percentile(sorted: readonly number[], share: number): number {
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}
