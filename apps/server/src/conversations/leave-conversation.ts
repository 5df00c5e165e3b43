import type { ConversationView, UserId } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import { askIn } from "../database/ask-in.ts";
import type { Conversation } from "../database/generated/client.ts";
import type { Tx } from "../database/transaction.ts";
import { insertSystemMessage } from "../messages/insert-system-message.ts";
import { readParticipations, toOwnView } from "../read-state/participation-view.ts";
import { userRoom } from "../realtime/rooms.ts";
import { changeConversation } from "./change-conversation.ts";
import { roomOf } from "./conversation-access.ts";
import { toParticipantView } from "./conversation-view.ts";
import type { Newcomer } from "./enter-conversation.ts";

/** Takes a person out of a channel whose room is locked; by themselves, or by somebody else. */
export async function leaveConversation(
  tx: Tx,
  caller: Pick<MemberCaller, "userId" | "workspaceId">,
  { conversation, person }: { conversation: Conversation; person: Newcomer },
): Promise<ConversationView> {
  const room = roomOf(conversation);
  const own = userRoom({ ...person, workspaceId: caller.workspaceId });
  const tick = await tx.tick(room);
  const participationTick = await tx.tick(own);
  const row = await tx.db.participant.update({
    where: {
      conversationId_memberId: { conversationId: conversation.id, memberId: person.memberId },
    },
    data: { leftAt: new Date(), tick, participationTick },
  });
  tx.changed(room, { kind: "participant", data: toParticipantView(row) });

  await insertSystemMessage(tx, { caller, conversation }, departure(caller.userId, person.userId));
  const view = await changeConversation(tx, conversation, { memberCount: { decrement: 1 } });

  const [mine] = await readParticipations(askIn(tx.db), {
    conversationIds: [conversation.id],
    userIds: [person.userId],
  });
  if (!mine) throw new Error("A participation vanished inside its transaction");
  tx.changed(own, { kind: "participation", data: toOwnView(mine) });
  tx.leave(room, person.userId);
  return view;
}

function departure(byId: UserId, userId: UserId) {
  return byId === userId
    ? { event: "left" as const, text: `<@${userId}> left` }
    : {
        event: "removed" as const,
        userIds: [userId],
        text: `<@${byId}> removed <@${userId}>`,
      };
}
