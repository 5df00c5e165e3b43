import type { channelJoin, OutputOf, ParsedInputOf } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { requireOpen } from "../conversations/conversation-access.ts";
import { enterConversations } from "../conversations/enter-conversation.ts";
import { readConversation } from "../conversations/read-conversation.ts";
import { inTransaction } from "../database/transaction.ts";
import { requireLockedChannel } from "./channel-access.ts";

/** Comes into a public channel; joining twice is harmless. */
export async function joinChannel(
  context: Context,
  caller: MemberCaller,
  input: ParsedInputOf<typeof channelJoin>,
): Promise<OutputOf<typeof channelJoin>> {
  return inTransaction(context, async (tx) => {
    const { conversation, participant } = await requireLockedChannel(
      tx.db,
      caller,
      input.conversationId,
    );
    if (participant) return { conversation: await readConversation(tx.db, conversation.id) };
    requireOpen(conversation);
    const [view] = await enterConversations(tx, {
      workspaceId: caller.workspaceId,
      members: [caller],
      conversations: [conversation],
      by: null,
      event: "joined",
    });
    return { conversation: view ?? (await readConversation(tx.db, conversation.id)) };
  });
}
