import { createHash } from "node:crypto";
import type { MessageId, SystemEvent } from "@hallway/protocol";
import { asId, type ConversationId } from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import type { MemberCaller } from "../caller.ts";
import type { Conversation, Message } from "../database/generated/client.ts";
import type { Tx } from "../database/transaction.ts";
import { conversationRoom } from "../realtime/rooms.ts";
import { toMessageView } from "./message-view.ts";

/** What a new message consists of, beside its place in the timeline. */
export interface NewMessage {
  id: MessageId;
  kind: "text" | "system";
  text: string;
  system: SystemEvent | null;
  mentionedUserIds: readonly string[];
  mentionsEveryone: boolean;
}

/** Puts a message at the end of a conversation whose room this transaction has locked, and tells the room. */
export async function insertMessage(
  tx: Tx,
  {
    caller,
    conversation,
  }: { caller: Pick<MemberCaller, "userId" | "workspaceId">; conversation: Conversation },
  message: NewMessage,
): Promise<Message> {
  const room = conversationRoom({
    id: asId<ConversationId>(conversation.id),
    workspaceId: caller.workspaceId,
    kind: conversation.kind,
  });
  const tick = await tx.tick(room);
  const { lastSeq, lastMessageAt } = await tx.db.conversation.update({
    where: { id: conversation.id },
    data: { lastSeq: { increment: 1 }, lastMessageAt: new Date() },
    select: { lastSeq: true, lastMessageAt: true },
  });
  const row = await tx.db.message.create({
    data: {
      id: message.id,
      workspaceId: caller.workspaceId,
      conversationId: conversation.id,
      seq: lastSeq,
      authorId: caller.userId,
      kind: message.kind,
      text: message.text,
      ...(message.system ? { system: message.system } : {}),
      fingerprint: fingerprintOf(message.text),
      mentionedUserIds: [...message.mentionedUserIds],
      mentionsEveryone: message.mentionsEveryone,
      createdAt: lastMessageAt ?? new Date(),
      tick,
    },
  });
  if (message.mentionedUserIds.length > 0) {
    await tx.db.mention.createMany({
      data: message.mentionedUserIds.map((userId) => ({
        messageId: row.id,
        userId,
        conversationId: row.conversationId,
        seq: row.seq,
      })),
    });
  }
  tx.changed(room, { kind: "message", data: toMessageView(row) });
  return row;
}

/** What tells a retry of the same message from another message under the same id. */
export function fingerprintOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

/** Says in the timeline what happened to the conversation; seen only by those who are in it. */
export async function insertSystemMessage(
  tx: Tx,
  place: { caller: Pick<MemberCaller, "userId" | "workspaceId">; conversation: Conversation },
  happened: { text: string } & Pick<SystemEvent, "event"> & Partial<SystemEvent>,
): Promise<Message> {
  return insertMessage(tx, place, {
    id: asId<MessageId>(uuidv7()),
    kind: "system",
    text: happened.text,
    system: {
      event: happened.event,
      userIds: happened.userIds ?? [],
      from: happened.from ?? null,
      to: happened.to ?? null,
    },
    mentionedUserIds: [],
    mentionsEveryone: false,
  });
}
