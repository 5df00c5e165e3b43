import { limits } from "@hallway/protocol";
import type { StoredMessage, StoredParticipant } from "../checker-truth.ts";
import type { ViewLine } from "../history-lines.ts";
import { judgeEach, type Property } from "./property.ts";

/**
 * At the end each device's unread and mention counts are what the database's messages and read pointers give. Beyond
 * `limits.unreadCount` nobody counts exactly, so only the pointer is judged there.
 */
export const unreadIsRight: Property = {
  name: "P10",
  promise: "At the end every device shows the read pointer and the counts that the database gives.",
  judge({ truth, views }) {
    const timelines = Map.groupBy(truth.messages.values(), ({ conversation }) => conversation);
    const seats = new Map(
      truth.participants.map((row) => [`${row.user} ${row.conversation}`, row]),
    );
    return judgeEach(views, (view) => {
      const seat = seats.get(`${view.user} ${view.conversation}`);
      if (!seat) return [];
      const isDirect = truth.conversations.get(view.conversation)?.kind === "dm";
      const counts = countOf(seat, { timeline: timelines.get(view.conversation) ?? [], isDirect });
      return differencesOf(view, { ...counts, lastReadSeq: seat.lastReadSeq });
    });
  },
};

interface Counts {
  unread: number;
  mentions: number;
}

/** Messages of others after the pointer, deleted and system ones left out; in a direct message each of them is a mention. */
function countOf(
  { user, lastReadSeq }: StoredParticipant,
  { timeline, isDirect }: { timeline: readonly StoredMessage[]; isDirect: boolean },
): Counts {
  const unread = timeline.filter(
    ({ seq, kind, deleted, author }) =>
      seq > lastReadSeq && kind !== "system" && !deleted && author !== user,
  );
  const mentions = unread.filter(
    ({ mentions: { users, everyone } }) => isDirect || everyone || users.includes(user),
  );
  return { unread: unread.length, mentions: mentions.length };
}

function differencesOf(view: ViewLine, truth: Counts & { lastReadSeq: number }): string[] {
  const isCounted = truth.unread < limits.unreadCount;
  const keys = isCounted
    ? (["lastReadSeq", "unread", "mentions"] as const)
    : (["lastReadSeq"] as const);
  return keys
    .filter((key) => view[key] !== truth[key])
    .map((key) => {
      const where = `${view.client} in ${view.conversation}`;
      return `${where}: ${key} is ${view[key]}, the database gives ${truth[key]}`;
    });
}
