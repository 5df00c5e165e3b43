import { asId, type ConversationId, type SystemEvent } from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import type { MemberCaller } from "../caller.ts";
import type { Conversation, Message } from "../database/generated/client.ts";
import type { Tx } from "../database/transaction.ts";
import { conversationRoom } from "../realtime/rooms.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { toMessageView } from "./message-view.ts";

/** Says in the timeline of a locked conversation what happened to it; seen only by those who are in it. */
export async function insertSystemMessage(
  tx: Tx,
  {
    caller,
    conversation,
  }: { caller: Pick<MemberCaller, "userId" | "workspaceId">; conversation: Conversation },
  happened: { text: string } & Pick<SystemEvent, "event"> & Partial<SystemEvent>,
): Promise<Message> {
  const room = conversationRoom({
    id: asId<ConversationId>(conversation.id),
    workspaceId: caller.workspaceId,
    kind: conversation.kind,
  });
  const tick = await tx.tick(room);
  const now = new Date();
  const { lastSeq } = await tx.db.conversation.update({
    where: { id: conversation.id },
    data: { lastSeq: { increment: 1 }, lastMessageAt: now },
    select: { lastSeq: true },
  });
  const { text, event, userIds = [], from = null, to = null } = happened;
  const row = await tx.db.message.create({
    data: {
      id: uuidv7(),
      workspaceId: caller.workspaceId,
      conversationId: conversation.id,
      seq: lastSeq,
      authorId: caller.userId,
      kind: "system",
      text,
      system: { event, userIds, from, to },
      fingerprint: fingerprintOf(text),
      createdAt: now,
      tick,
    },
  });
  tx.changed(room, { kind: "message", data: toMessageView(row) });
  return row;
}
