import type { ConversationView, MessageView, ParticipationView } from "@hallway/protocol";
import {
  countHeld,
  emptyTimeline,
  type HeldTimeline,
  messagesAfter,
  newestSeq,
} from "./timeline.ts";
import type { WorkspaceState } from "./workspace-state.ts";

export interface Unread {
  unread: number;
  mentions: number;
  /** Where reading stopped: the first message that counts, or null when there is nothing to read. */
  firstUnreadSeq: number | null;
}

export const nothingUnread: Unread = { unread: 0, mentions: 0, firstUnreadSeq: null };

/** What unread is derived from. */
export interface UnreadFacts {
  participation: ParticipationView;
  conversation: ConversationView;
  timeline: HeldTimeline;
  /** My user id. */
  me: string;
  /** Where I have read to on this device, when the server does not know it yet. */
  pointer?: number | undefined;
}

/**
 * What is unread for me: the server's counts (up to `countedSeq`, as of `countedClock`) and what is held beyond them.
 * A message that came later adds one, a counted one that was deleted later takes one away.
 */
export function unreadOf(facts: UnreadFacts): Unread {
  const { participation, conversation, timeline, pointer } = facts;
  const { lastReadSeq } = participation;
  const readSeq = pointer ?? lastReadSeq;
  if (readSeq >= Math.max(conversation.lastSeq, newestSeq(timeline))) return nothingUnread;
  const counts =
    readSeq === lastReadSeq ? countFromServer(facts) : countFromPointer(facts, readSeq);
  const unread = Math.max(0, counts.unread);
  if (unread === 0) return nothingUnread;
  const mentions = Math.min(unread, Math.max(0, counts.mentions));
  return { unread, mentions, firstUnreadSeq: firstAfter(facts, readSeq) };
}

interface Counts {
  unread: number;
  mentions: number;
}

function countFromServer(facts: UnreadFacts): Counts {
  const { countedSeq, countedClock, lastReadSeq, unreadCount, mentionCount } = facts.participation;
  const counts = { unread: unreadCount, mentions: mentionCount };
  for (const message of messagesAfter(facts.timeline, lastReadSeq)) {
    if (message.tick <= countedClock || !isForReading(message, facts.me)) continue;
    const isCounted = message.seq <= countedSeq;
    const isDeleted = message.deletedAt !== null;
    if (isCounted !== isDeleted) continue;
    const sign = isCounted ? -1 : 1;
    counts.unread += sign;
    if (isMention(message, facts)) counts.mentions += sign;
  }
  return counts;
}

/** My pointer has moved and the server has not counted from it yet: what is held is counted, the rest is estimated. */
function countFromPointer(facts: UnreadFacts, readSeq: number): Counts {
  const { timeline, participation, conversation } = facts;
  const held = countBetween(facts, readSeq, Number.POSITIVE_INFINITY);
  const lastSeq = Math.max(conversation.lastSeq, newestSeq(timeline));
  if (countHeld(timeline, readSeq, lastSeq) === lastSeq - readSeq) return held;
  if (readSeq < participation.lastReadSeq) {
    const before = countFromServer(facts);
    const gained = countBetween(facts, readSeq, participation.lastReadSeq);
    return {
      unread: before.unread + gained.unread,
      mentions: before.mentions + gained.mentions,
    };
  }
  const before = countFromServer(facts);
  const read = countBetween(facts, participation.lastReadSeq, readSeq);
  return { unread: before.unread - read.unread, mentions: before.mentions - read.mentions };
}

function countBetween(facts: UnreadFacts, after: number, upTo: number): Counts {
  const counts = { unread: 0, mentions: 0 };
  for (const message of messagesAfter(facts.timeline, after)) {
    if (message.seq > upTo || message.deletedAt !== null) continue;
    if (!isForReading(message, facts.me)) continue;
    counts.unread += 1;
    if (isMention(message, facts)) counts.mentions += 1;
  }
  return counts;
}

function firstAfter({ timeline, me }: UnreadFacts, readSeq: number): number {
  const first = messagesAfter(timeline, readSeq).find(
    (message) => message.deletedAt === null && isForReading(message, me),
  );
  return first?.seq ?? readSeq + 1;
}

/** Messages of others that people wrote or bots sent; deleted or not is another question. */
function isForReading(message: MessageView, me: string): boolean {
  return message.kind !== "system" && message.authorId !== me;
}

function isMention({ mentions }: MessageView, { conversation, me }: UnreadFacts): boolean {
  if (conversation.kind === "dm" || mentions.everyone) return true;
  return mentions.userIds.some((id) => id === me);
}

/** Whether the counts can no longer be derived, because something beyond them was never heard. */
export function needsRecount(state: WorkspaceState, conversationId: string): boolean {
  const participation = state.participations.get(conversationId);
  const conversation = state.conversations.get(conversationId);
  if (!participation || participation.leftAt !== null || !conversation) return false;
  const timeline = state.messages.get(conversationId) ?? emptyTimeline;
  if (timeline.resetAt > participation.countedClock) return true;
  const { countedSeq, lastReadSeq } = participation;
  const lastSeq = Math.max(conversation.lastSeq, newestSeq(timeline));
  const from = Math.max(countedSeq, lastReadSeq);
  return countHeld(timeline, from, lastSeq) < lastSeq - from;
}
