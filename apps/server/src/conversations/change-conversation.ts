import { asId, type ConversationView, type WorkspaceId } from "@hallway/protocol";
import type { Conversation, Prisma } from "../database/generated/client.ts";
import type { Tx } from "../database/transaction.ts";
import { workspaceRoom } from "../realtime/rooms.ts";
import { roomOf } from "./conversation-access.ts";
import { toConversationView } from "./conversation-view.ts";

/** Changes a channel's own properties under its room's next tick, and tells the room. Do it last: it gives the view. */
export async function changeConversation(
  tx: Tx,
  conversation: Conversation,
  data: Prisma.ConversationUpdateInput,
): Promise<ConversationView> {
  const room = roomOf(conversation);
  const tick = await tx.tick(room);
  const row = await tx.db.conversation.update({
    where: { id: conversation.id },
    data: { ...data, tick },
  });
  const view = toConversationView(row, { clock: tick });
  tx.changed(room, { kind: "conversation", data: view });
  return view;
}

/** Tells the workspace what its directory says of a channel now: the public one's entry, or that it is hidden. */
export async function tellDirectory(
  tx: Tx,
  { workspaceId }: Pick<Conversation, "workspaceId">,
  view: ConversationView,
): Promise<void> {
  const room = workspaceRoom(asId<WorkspaceId>(workspaceId));
  const directoryTick = await tx.tick(room);
  const data = { directoryTick, directoryClock: view.clock };
  await tx.db.conversation.update({ where: { id: view.id }, data });
  tx.changed(
    room,
    view.private
      ? { kind: "conversation-hidden", data: { id: view.id, clock: view.clock } }
      : { kind: "conversation", data: view },
  );
}
