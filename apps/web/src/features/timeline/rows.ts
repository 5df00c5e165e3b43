import type { MessageView } from "@hallway/protocol";
import { heldBy, type PendingMessage } from "../../state/pending.ts";
import { isSameDay } from "../../ui/time.ts";

/** A message of mine that the server does not have yet. */
export type WaitingMessage = {
  id: string;
  text: string;
  createdAt: string;
  /** Refused for good. */
  failed: boolean;
  /** Why it was refused, or must wait; nothing is said behind one that must; `null` while it is on its way. */
  problem: string | null;
};

/** One line of the timeline, from top to bottom. `key` never changes, so nothing is drawn anew. */
export type Row =
  | { kind: "beginning"; key: "beginning" }
  | { kind: "older"; key: "older" }
  | { kind: "day"; key: string; moment: string }
  | { kind: "unread"; key: "unread" }
  | { kind: "message"; key: string; message: MessageView; lead: boolean }
  | { kind: "deleted"; key: string; message: MessageView; lead: boolean }
  | { kind: "system"; key: string; message: MessageView }
  | { kind: "waiting"; key: string; message: WaitingMessage; lead: boolean }
  | { kind: "newer"; key: "newer" };

export type RowsInput = {
  messages: readonly MessageView[];
  waiting: readonly WaitingMessage[];
  hasOlder: boolean;
  hasNewer: boolean;
  /** Where reading stopped when the conversation was opened; `null` when nothing was new. */
  readUpTo: number | null;
  me: string;
};

/** Messages of one author this close together are one group. */
const GROUP_WITHIN_MS = 5 * 60_000;
/** What happened in the channel ends a group: it is nobody's message. */
const NOBODY = "";

/** Lays a timeline out: groups, days, the line where reading stopped, and what is still on its way. */
export function toRows({ messages, waiting, hasOlder, hasNewer, readUpTo, me }: RowsInput): Row[] {
  const rows: Row[] = [
    hasOlder ? { kind: "older", key: "older" } : { kind: "beginning", key: "beginning" },
  ];
  let previous: { createdAt: string; authorId: string } | null = null;
  let unreadDrawn = readUpTo === null || startsBeyond({ messages, hasOlder, readUpTo });

  for (const message of messages) {
    if (!previous || !isSameDay(previous.createdAt, message.createdAt)) {
      rows.push(dayRow(message.createdAt));
      previous = null;
    }
    if (!unreadDrawn && isNews(message, readUpTo ?? 0, me)) {
      rows.push({ kind: "unread", key: "unread" });
      unreadDrawn = true;
      previous = null;
    }
    rows.push(messageRow(message, !isGrouped(previous, message)));
    previous = message.kind === "system" ? { ...message, authorId: NOBODY } : message;
  }
  if (hasNewer) return [...rows, { kind: "newer", key: "newer" }];

  for (const message of waiting) {
    const mine = { createdAt: message.createdAt, authorId: me };
    if (!previous || !isSameDay(previous.createdAt, mine.createdAt)) {
      // It may have waited since a day that stands above already.
      rows.push({ ...dayRow(mine.createdAt), key: `day of ${message.id}` });
      previous = null;
    }
    rows.push({ kind: "waiting", key: message.id, message, lead: !isGrouped(previous, mine) });
    previous = mine;
  }
  return rows;
}

/** What the outbox holds of a conversation, as its timeline draws it. */
export function toWaitingMessages(
  pending: readonly PendingMessage[],
  live: boolean,
): WaitingMessage[] {
  const waits = !live || heldBy(pending) !== null;
  return pending.map(({ id, text, createdAt, status, error }) => ({
    id,
    text,
    createdAt,
    failed: status === "failed",
    problem: error?.message ?? (waits ? "" : null),
  }));
}

/** Whether reading stopped before what is loaded: the line would stand in the wrong place. */
export function startsBeyond({
  messages,
  hasOlder,
  readUpTo,
}: Pick<RowsInput, "messages" | "hasOlder" | "readUpTo">): boolean {
  const first = messages[0];
  return hasOlder && readUpTo !== null && first !== undefined && first.seq > readUpTo + 1;
}

/** The row of a message, or -1. */
export function rowOf(rows: readonly Row[], messageId: string): number {
  return rows.findIndex((row) => row.key === messageId);
}

/** The first row at or after a place in the timeline, or -1. */
export function rowOfSeq(rows: readonly Row[], seq: number): number {
  return rows.findIndex((row) => (seqOf(row) ?? -1) >= seq);
}

/** The place in the timeline that a row stands for. */
export function seqOf(row: Row | undefined): number | null {
  if (row === undefined) return null;
  return row.kind === "message" || row.kind === "deleted" || row.kind === "system"
    ? row.message.seq
    : null;
}

/** The moment a row stands for, for the day that floats above. */
export function momentOf(row: Row | undefined): string | null {
  if (row === undefined) return null;
  if (row.kind === "day") return row.moment;
  return "message" in row ? row.message.createdAt : null;
}

/** Rows that can be walked to with the arrow keys. */
export function isReachable(row: Row | undefined): boolean {
  return row !== undefined && "message" in row;
}

function dayRow(moment: string): Extract<Row, { kind: "day" }> {
  return { kind: "day", key: `day ${new Date(moment).toDateString()}`, moment };
}

function messageRow(message: MessageView, lead: boolean): Row {
  if (message.kind === "system") return { kind: "system", key: message.id, message };
  if (message.deletedAt !== null) return { kind: "deleted", key: message.id, message, lead };
  return { kind: "message", key: message.id, message, lead };
}

function isNews(message: MessageView, readUpTo: number, me: string): boolean {
  return message.seq > readUpTo && message.authorId !== me && message.kind !== "system";
}

function isGrouped(
  previous: { createdAt: string; authorId: string } | null,
  next: { createdAt: string; authorId: string },
): boolean {
  if (previous === null || previous.authorId !== next.authorId) return false;
  const passed = Date.parse(next.createdAt) - Date.parse(previous.createdAt);
  return passed <= GROUP_WITHIN_MS;
}
