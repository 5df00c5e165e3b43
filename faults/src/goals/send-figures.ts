import type { Attempt, RunRecord } from "../checker-record.ts";
import { byMessage, sendsOf } from "../properties/property.ts";
import type { Measure } from "./goal.ts";
import { faultsOf } from "./timing-figures.ts";

/** An acknowledgement that takes longer is none to whoever waits for it. */
const ACKED_WITHIN_MS = 10_000;
/** Refusals that are right: who writes may have been removed just before. */
const RIGHTLY: ReadonlySet<string> = new Set(["forbidden", "not_found"]);

/** Of the messages that people began to send while the fault lasted, the share that was acknowledged within 10 s. */
export function ackedDuring(fault: string, atLeastPercent: number): Measure {
  return {
    name: `sends acknowledged during ${fault}`,
    unit: "%",
    limit: { atLeast: atLeastPercent },
    read: ({ record }) => {
      const sent = messagesOf(record).filter(
        (tries) => isDuring(record, fault, firstAt(tries)) && !isRightlyRefused(tries),
      );
      if (sent.length === 0) return null;
      return (sent.filter(isAckedInTime).length / sent.length) * 100;
    },
  };
}

/** Messages that their author had to give up, or that were never settled: what outboxes repeat is no failure. */
export const failedSends: Measure = {
  name: "sends that failed for their author",
  limit: { atMost: 0 },
  read: ({ record }) => {
    const sent = messagesOf(record);
    if (sent.length === 0) return null;
    return sent.filter((tries) => !tries.some(isAcked) && !isRightlyRefused(tries)).length;
  },
};

/** The messages that somebody wants to send, each with its tries. */
function messagesOf(record: RunRecord): Attempt[][] {
  return [...byMessage(sendsOf(record).filter(({ outside }) => !outside)).values()];
}

function isDuring(record: RunRecord, fault: string, at: number): boolean {
  return faultsOf(record, fault).some(({ from, to }) => at >= from && at < to);
}

function isAckedInTime(tries: readonly Attempt[]): boolean {
  return tries.some((one) => isAcked(one) && one.endedAt - firstAt(tries) <= ACKED_WITHIN_MS);
}

function firstAt(tries: readonly Attempt[]): number {
  return Math.min(...tries.map(({ at }) => at));
}

function isAcked({ outcome }: Attempt): boolean {
  return outcome === "answered";
}

function isRightlyRefused(tries: readonly Attempt[]): boolean {
  return tries.some(({ outcome, why }) => outcome === "refused" && RIGHTLY.has(why));
}
