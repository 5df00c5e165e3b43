import type { RunRecord } from "../checker-record.ts";
import { tokenOf } from "../load-text.ts";
import { noHoles } from "../properties/p4-no-holes.ts";
import { sendsOf } from "../properties/property.ts";
import type { Measure } from "./goal.ts";

/** What people were told is sent, and the database does not hold. */
export const ackedAndMissing: Measure = {
  name: "acknowledged and missing",
  limit: { atMost: 0 },
  read: ({ record }) =>
    [...ackedIdsOf(record)].filter((id) => !record.truth.messages.has(id)).length,
};

export const ackedMessages: Measure = {
  name: "acknowledged",
  limit: { atLeast: 1 },
  read: ({ record }) => ackedIdsOf(record).size,
};

/** Further rows of one logical message; its token tells them. */
export const storedTwice: Measure = {
  name: "stored twice",
  limit: { atMost: 0 },
  read: ({ record }) => {
    const tokens = [...record.truth.messages.values()].flatMap(({ text }) => tokenOf(text) ?? []);
    return tokens.length - new Set(tokens).size;
  },
};

/** Conversations and ticks out of line; every conversation's seqs are 1 to n. */
export const holes: Measure = {
  name: "holes in a channel's order",
  limit: { atMost: 0 },
  read: ({ record }) => noHoles.judge(record).violations.length,
};

function ackedIdsOf(record: RunRecord): Set<string> {
  const acked = sendsOf(record).filter(({ outcome }) => outcome === "answered");
  return new Set(acked.flatMap(({ message }) => message ?? []));
}
