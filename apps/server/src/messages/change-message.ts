import { asId, type ConversationId, type MessageId, type WorkspaceId } from "@hallway/protocol";
import type { Conversation, Message, Prisma } from "../database/generated/client.ts";
import type { Tx } from "../database/transaction.ts";
import { conversationRoom } from "../realtime/rooms.ts";
import { toMessageView } from "./message-view.ts";

/** Changes a stored message under its room's next tick, and tells the room. */
export async function changeMessage(
  tx: Tx,
  conversation: Conversation,
  { id, data }: { id: MessageId; data: Prisma.MessageUpdateInput },
): Promise<Message> {
  const room = conversationRoom({
    id: asId<ConversationId>(conversation.id),
    workspaceId: asId<WorkspaceId>(conversation.workspaceId),
    kind: conversation.kind,
  });
  const tick = await tx.tick(room);
  const row = await tx.db.message.update({ where: { id }, data: { ...data, tick } });
  tx.changed(room, { kind: "message", data: toMessageView(row) });
  return row;
}
