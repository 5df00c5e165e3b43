import type { adminArchiveChannel, OutputOf, ParsedInputOf } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import { changeArchived } from "../channels/change-archived.ts";
import type { Context } from "../context.ts";
import { inTransaction } from "../database/transaction.ts";
import { requireLockedPublicChannel } from "./admin-channel-access.ts";

/** Archives or opens a public channel, without being in it. */
export async function archiveChannel(
  context: Context,
  caller: MemberCaller,
  { conversationId, archived }: ParsedInputOf<typeof adminArchiveChannel>,
): Promise<OutputOf<typeof adminArchiveChannel>> {
  return inTransaction(context, async (tx) => {
    const conversation = await requireLockedPublicChannel(tx.db, caller, conversationId);
    return { conversation: await changeArchived(tx, caller, { conversation, archived }) };
  });
}
