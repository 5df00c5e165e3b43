import type { Attempt } from "../checker-record.ts";
import type { StoredMessage } from "../checker-truth.ts";
import { tokenOf } from "../load-text.ts";
import { type Finding, join, judgeEach, type Property, sendsOf } from "./property.ts";

/** Whatever was acknowledged is in the database: a message once, at its place, with its text; an edit and a deletion too. */
export const ackedIsStored: Property = {
  name: "P1",
  promise: "What was acknowledged is stored exactly once, where and as it was said.",
  judge(record) {
    const { messages } = record.truth;
    const sends = sendsOf(record).filter(({ outcome }) => outcome === "answered");
    const firstText = new Map(
      sendsOf(record).map(({ message = "", text = "" }) => [message, text]),
    );
    const changes = record.attempts.filter(
      ({ command, outcome }) =>
        outcome === "answered" && (command === "message:edit" || command === "message:delete"),
    );
    return join(
      judgeEach(sends, (send) => missingOf(send, messages.get(send.message ?? ""))),
      judgeEach(changes, (change) => lostOf(change, messages.get(change.message ?? ""))),
      doubles(firstText, messages.values()),
    );
  },
};

function missingOf(
  { ask, message, text, conversation }: Attempt,
  stored: StoredMessage | undefined,
) {
  if (!stored) return [`message ${message} was acknowledged (ask ${ask}) and is not stored`];
  if (stored.conversation !== conversation) {
    return [
      `message ${message} was sent to ${conversation} and is stored in ${stored.conversation}`,
    ];
  }
  const isAsSent = stored.edited || stored.deleted || stored.text === text;
  return isAsSent
    ? []
    : [`message ${message} was sent as "${text}" and is stored as "${stored.text}"`];
}

/** A later change may have covered it, but none may be older than what was acknowledged. */
function lostOf({ ask, command, answer, message }: Attempt, stored: StoredMessage | undefined) {
  const answered = answer?.message;
  if (!answered || !stored)
    return [`${command} of ${message} (ask ${ask}) is about no stored message`];
  if (stored.tick < answered.tick) {
    return [
      `${command} of ${message} was acknowledged at tick ${answered.tick}, stored is ${stored.tick}`,
    ];
  }
  if (answered.deleted && !stored.deleted) return [`message ${message} was deleted and is back`];
  const isSame = stored.tick > answered.tick || stored.text === answered.text;
  return isSame ? [] : [`${command} of ${message}: stored under its tick is "${stored.text}"`];
}

/** One logical message under two ids: its token stands in two rows. */
function doubles(firstText: ReadonlyMap<string, string>, stored: Iterable<StoredMessage>): Finding {
  const rows = Map.groupBy(
    [...stored].filter(({ text }) => tokenOf(text) !== null),
    ({ text }) => tokenOf(text),
  );
  return judgeEach(firstText, ([id, text]) => {
    const copies = (rows.get(tokenOf(text)) ?? []).filter((row) => row.id !== id);
    return copies.map((copy) => `message ${id} "${text}" is stored again as ${copy.id}`);
  });
}
