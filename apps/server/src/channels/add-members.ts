import type { channelAddMembers, OutputOf, ParsedInputOf } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { requireOpen } from "../conversations/conversation-access.ts";
import { enterConversations } from "../conversations/enter-conversation.ts";
import { readConversation } from "../conversations/read-conversation.ts";
import { inTransaction } from "../database/transaction.ts";
import { requireActiveMembers } from "../members/member-access.ts";
import { requireJoined, requireLockedChannel } from "./channel-access.ts";

/** Brings people of the workspace into a channel I am in; those already in it are left as they are. */
export async function addMembers(
  context: Context,
  caller: MemberCaller,
  input: ParsedInputOf<typeof channelAddMembers>,
): Promise<OutputOf<typeof channelAddMembers>> {
  return inTransaction(context, async (tx) => {
    const channel = await requireLockedChannel(tx.db, caller, input.conversationId);
    requireJoined(channel);
    const { conversation } = channel;
    requireOpen(conversation);
    const members = await requireActiveMembers(tx.db, caller, input.userIds);
    const [view] = await enterConversations(tx, {
      workspaceId: caller.workspaceId,
      members,
      conversations: [conversation],
      by: caller,
      event: "added",
    });
    return { conversation: view ?? (await readConversation(tx.db, conversation.id)) };
  });
}
