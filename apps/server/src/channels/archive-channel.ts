import type { channelArchive, OutputOf, ParsedInputOf } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { inTransaction } from "../database/transaction.ts";
import { changeArchived } from "./change-archived.ts";
import { requireLockedChannel, requireManages } from "./channel-access.ts";

/** Closes a channel for writing; it can still be read. */
export async function archiveChannel(
  context: Context,
  caller: MemberCaller,
  input: ParsedInputOf<typeof channelArchive>,
): Promise<OutputOf<typeof channelArchive>> {
  return inTransaction(context, async (tx) => {
    const channel = await requireLockedChannel(tx.db, caller, input.conversationId);
    requireManages(caller, channel);
    const { conversation } = channel;
    return { conversation: await changeArchived(tx, caller, { conversation, archived: true }) };
  });
}
