import type { RunRecord } from "../checker-record.ts";
import { byMessage, judgeEach, type Property, sendsOf } from "./property.ts";

interface Said {
  id: string;
  seq: number;
  /** When it was first asked, and when it was first known to be stored. */
  askedAt: number;
  ackedAt: number;
}

/** Whoever says one thing after the other was acknowledged, from whichever device and node, is shown saying so. */
export const sendersOrder: Property = {
  name: "P7",
  promise: "If one message was acknowledged before its author sent another, it stands before it.",
  judge(record) {
    const said = Map.groupBy(sayings(record), ({ where }) => where);
    return judgeEach(said.values(), (sayings) => {
      const byAsk = sayings.toSorted((a, b) => a.askedAt - b.askedAt);
      const byAck = sayings.toSorted((a, b) => a.ackedAt - b.ackedAt);
      let acked = 0;
      let highest: Said | null = null;
      const violations: string[] = [];
      for (const next of byAsk) {
        for (; (byAck[acked]?.ackedAt ?? Number.POSITIVE_INFINITY) < next.askedAt; acked++) {
          const done = byAck[acked];
          if (done && done.seq > (highest?.seq ?? 0)) highest = done;
        }
        if (highest && highest.seq > next.seq) {
          violations.push(
            `${next.id} (seq ${next.seq}) was sent after ${highest.id} (${highest.seq})`,
          );
        }
      }
      return violations;
    });
  },
};

/** Every stored message that was sent in the run, by author and conversation. */
function sayings(record: RunRecord): (Said & { where: string })[] {
  return [...byMessage(sendsOf(record))].flatMap(([id, tries]) => {
    const stored = record.truth.messages.get(id);
    if (!stored) return [];
    const acks = tries
      .filter(({ outcome }) => outcome === "answered")
      .map(({ endedAt }) => endedAt);
    return [
      {
        ...{ id, seq: stored.seq, where: `${stored.author} ${stored.conversation}` },
        askedAt: Math.min(...tries.map(({ at }) => at)),
        ackedAt: Math.min(Number.POSITIVE_INFINITY, ...acks),
      },
    ];
  });
}
