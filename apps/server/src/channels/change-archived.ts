import type { ConversationView } from "@hallway/protocol";
import { recordAudit } from "../audit/record-audit.ts";
import type { MemberCaller } from "../caller.ts";
import { changeConversation, tellDirectory } from "../conversations/change-conversation.ts";
import { readConversation } from "../conversations/read-conversation.ts";
import type { Conversation } from "../database/generated/client.ts";
import type { Tx } from "../database/transaction.ts";
import { fail } from "../failure.ts";
import { insertSystemMessage } from "../messages/insert-system-message.ts";
import { toAuditTarget } from "./channel-access.ts";

/** Archives or opens a channel whose room is locked and that the caller may manage; doing it twice is harmless. */
export async function changeArchived(
  tx: Tx,
  caller: MemberCaller,
  { conversation, archived }: { conversation: Conversation; archived: boolean },
): Promise<ConversationView> {
  if (archived === (conversation.archivedAt !== null)) {
    return readConversation(tx.db, conversation.id);
  }
  if (conversation.general) {
    throw fail("conflict", "Everyone is in this channel, so it can't be archived.");
  }
  const event = archived ? "archived" : "unarchived";
  const text = `<@${caller.userId}> ${event} this channel`;
  await insertSystemMessage(tx, { caller, conversation }, { event, text });
  const view = await changeConversation(tx, conversation, {
    archivedAt: archived ? new Date() : null,
  });
  if (!view.private) await tellDirectory(tx, conversation, view);
  await recordAudit(tx, caller, {
    action: archived ? "channel.archived" : "channel.unarchived",
    target: toAuditTarget(conversation),
  });
  return view;
}
