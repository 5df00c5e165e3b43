import type { channelLeave, OutputOf, ParsedInputOf } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { leaveConversation } from "../conversations/leave-conversation.ts";
import { readConversation } from "../conversations/read-conversation.ts";
import { inTransaction } from "../database/transaction.ts";
import { fail } from "../failure.ts";
import { canBeOutside, requireLockedChannel } from "./channel-access.ts";

/** Goes out of a channel, an archived one too; leaving a public one twice is harmless. */
export async function leaveChannel(
  context: Context,
  caller: MemberCaller,
  input: ParsedInputOf<typeof channelLeave>,
): Promise<OutputOf<typeof channelLeave>> {
  return inTransaction(context, async (tx) => {
    const { conversation, participant } = await requireLockedChannel(
      tx.db,
      caller,
      input.conversationId,
    );
    if (!participant) return { conversation: await readConversation(tx.db, conversation.id) };
    if (!canBeOutside({ role: caller.role, general: conversation.general })) {
      throw fail("conflict", "Everyone is in this channel, so it can't be left. Mute it instead.");
    }
    return { conversation: await leaveConversation(tx, caller, { conversation, person: caller }) };
  });
}
