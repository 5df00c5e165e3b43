import type { channelUpdate, OutputOf, ParsedInputOf } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { requireOpen } from "../conversations/conversation-access.ts";
import { readConversation } from "../conversations/read-conversation.ts";
import { inTransaction } from "../database/transaction.ts";
import { applyEdits, findEdits } from "./change-channel.ts";
import { requireJoined, requireLockedChannel, requireManages } from "./channel-access.ts";

/** Changes a channel I am in: topic and purpose are everyone's, name and privacy the admins' and its creator's. */
export async function updateChannel(
  context: Context,
  caller: MemberCaller,
  { conversationId, ...wanted }: ParsedInputOf<typeof channelUpdate>,
): Promise<OutputOf<typeof channelUpdate>> {
  return inTransaction(context, async (tx) => {
    const channel = await requireLockedChannel(tx.db, caller, conversationId);
    requireJoined(channel);
    requireOpen(channel.conversation);
    const edits = findEdits(channel.conversation, wanted);
    if (edits.length === 0) return { conversation: await readConversation(tx.db, conversationId) };
    const manages = edits.some(({ event }) => event === "renamed" || event === "privacy");
    if (manages) requireManages(caller, channel);
    return {
      conversation: await applyEdits(tx, caller, { conversation: channel.conversation, edits }),
    };
  });
}
