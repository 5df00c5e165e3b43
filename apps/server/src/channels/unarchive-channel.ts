import type { channelUnarchive, OutputOf, ParsedInputOf } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { inTransaction } from "../database/transaction.ts";
import { changeArchived } from "./change-archived.ts";
import { requireLockedChannel, requireManages } from "./channel-access.ts";

/** Opens an archived channel for writing again. */
export async function unarchiveChannel(
  context: Context,
  caller: MemberCaller,
  input: ParsedInputOf<typeof channelUnarchive>,
): Promise<OutputOf<typeof channelUnarchive>> {
  return inTransaction(context, async (tx) => {
    const channel = await requireLockedChannel(tx.db, caller, input.conversationId);
    requireManages(caller, channel);
    const { conversation } = channel;
    return { conversation: await changeArchived(tx, caller, { conversation, archived: false }) };
  });
}
