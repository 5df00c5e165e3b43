import type { adminRenameChannel, OutputOf, ParsedInputOf } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import { applyEdits, findEdits } from "../channels/change-channel.ts";
import type { Context } from "../context.ts";
import { requireOpen } from "../conversations/conversation-access.ts";
import { readConversation } from "../conversations/read-conversation.ts";
import { inTransaction } from "../database/transaction.ts";
import { requireLockedPublicChannel } from "./admin-channel-access.ts";

/** Renames a public channel, without being in it. */
export async function renameChannel(
  context: Context,
  caller: MemberCaller,
  { conversationId, name }: ParsedInputOf<typeof adminRenameChannel>,
): Promise<OutputOf<typeof adminRenameChannel>> {
  return inTransaction(context, async (tx) => {
    const conversation = await requireLockedPublicChannel(tx.db, caller, conversationId);
    requireOpen(conversation);
    const edits = findEdits(conversation, { name });
    if (edits.length === 0) return { conversation: await readConversation(tx.db, conversationId) };
    return { conversation: await applyEdits(tx, caller, { conversation, edits }) };
  });
}
