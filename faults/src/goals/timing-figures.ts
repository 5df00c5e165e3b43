import type { Attempt, Disturbance, RunRecord } from "../checker-record.ts";
import { sendsOf } from "../properties/property.ts";
import type { Measure } from "./goal.ts";

/** From the last strike of a fault until every device shows what the database holds. */
export function equalAfterLast(fault: string, atMostMs: number): Measure {
  return {
    name: `every view equal after the last ${fault}`,
    unit: "ms",
    limit: { atMost: atMostMs },
    read: ({ record }) => {
      const last = faultsOf(record, fault).at(-1);
      if (!last || !record.settled?.settled) return null;
      return Math.round(timeBetween(record, last.from, record.settled.at));
    },
  };
}

/** From the end of a fault until a send is acknowledged; of all ends and all nodes the longest time. */
export function sendsResumeAfter(fault: string, atMostMs: number): Measure {
  return {
    name: `sends resume after ${fault}`,
    unit: "ms",
    limit: { atMost: atMostMs },
    read: ({ record }) => {
      const acks = sendsOf(record).filter(({ outcome }) => outcome === "answered");
      const waits = faultsOf(record, fault).flatMap(({ to }) =>
        [...Map.groupBy(acks, ({ node }) => node).values()].map((ofNode) =>
          timeBetween(record, to, firstAfter(to, ofNode)),
        ),
      );
      return longest(waits);
    },
  };
}

/** How long the slowest of these attempts took; null where there is none. */
export function slowestOf(record: RunRecord, attempts: readonly Attempt[]): number | null {
  return longest(attempts.map(({ at, endedAt }) => timeBetween(record, at, endedAt)));
}

/** From one moment to another, without the time in which the harness itself stood still. */
export function timeBetween({ late }: RunRecord, from: number, to: number): number {
  return late.reduce(
    (left, stall) => left - Math.max(0, Math.min(to, stall.to) - Math.max(from, stall.from)),
    to - from,
  );
}

/** The longest of these times, in whole milliseconds; null for none. */
export function longest(times: readonly number[]): number | null {
  return times.length > 0 ? Math.round(times.reduce((a, b) => Math.max(a, b), 0)) : null;
}

/** The strikes of this kind in their order. */
export function faultsOf({ faults }: RunRecord, name: string): Disturbance[] {
  return faults.filter((fault) => fault.name === name);
}

function firstAfter(time: number, attempts: readonly Attempt[]): number {
  const ends = attempts.map(({ endedAt }) => endedAt).filter((at) => at >= time);
  return ends.reduce((first, at) => Math.min(first, at), Number.POSITIVE_INFINITY);
}
