import {
  asId,
  type ConversationId,
  type MessageId,
  type MessageView,
  SystemEvent,
  type UserId,
} from "@hallway/protocol";
import type { Message } from "../database/generated/client.ts";

/** A message as the wire carries it; a deleted one keeps its place and nothing of its content. */
export function toMessageView(row: Message): MessageView {
  return {
    id: asId<MessageId>(row.id),
    conversationId: asId<ConversationId>(row.conversationId),
    threadId: null,
    seq: row.seq,
    authorId: asId<UserId>(row.authorId),
    kind: row.kind,
    text: row.deletedAt ? "" : row.text,
    system: row.system === null ? null : SystemEvent.parse(row.system),
    mentions: {
      userIds: row.mentionedUserIds.map((id) => asId<UserId>(id)),
      everyone: row.mentionsEveryone,
    },
    createdAt: row.createdAt.toISOString(),
    editedAt: row.editedAt?.toISOString() ?? null,
    deletedAt: row.deletedAt?.toISOString() ?? null,
    reactions: [],
    replyCount: 0,
    lastReplyAt: null,
    files: [],
    tick: row.tick,
  };
}
