import type { ConversationView, MessageView, ParticipationView } from "@hallway/protocol";

/** What a device shows beside a conversation's name. */
export interface Unread {
  unread: number;
  mentions: number;
}

/**
 * The counts of the newest participation, and what has become known since it was counted: a later message of others is
 * one more, an earlier one that was deleted after the count is one less.
 */
export function countUnread(
  mine: ParticipationView,
  {
    messages,
    kind,
    me,
  }: { messages: Iterable<MessageView>; kind: ConversationView["kind"]; me: string },
): Unread {
  let { unreadCount: unread, mentionCount: mentions } = mine;
  for (const message of messages) {
    const step = stepOf(message, mine);
    if (step === 0 || message.authorId === me || message.kind === "system") continue;
    unread += step;
    if (kind === "dm" || isMentioned(message, me)) mentions += step;
  }
  return { unread, mentions };
}

function stepOf(message: MessageView, mine: ParticipationView): -1 | 0 | 1 {
  if (message.seq <= mine.lastReadSeq) return 0;
  if (message.seq > mine.countedSeq) return message.deletedAt ? 0 : 1;
  return message.deletedAt && message.tick > mine.countedClock ? -1 : 0;
}

function isMentioned({ mentions }: MessageView, me: string): boolean {
  return mentions.everyone || mentions.userIds.some((user) => user === me);
}
