import type { OutputOf, ParsedInputOf, readMark } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { requireSeat } from "../conversations/conversation-access.ts";
import { inTransaction } from "../database/transaction.ts";
import { lockRoom } from "../realtime/clock.ts";
import { userRoom } from "../realtime/rooms.ts";
import { changeParticipation, readMine } from "./change-participation.ts";

/** Moves my read pointer: forward to `seq`, never back, unless I mark as unread from `seq` on. */
export async function markRead(
  context: Context,
  caller: MemberCaller,
  { conversationId, seq, unread }: ParsedInputOf<typeof readMark>,
): Promise<OutputOf<typeof readMark>> {
  return inTransaction(context, async (tx) => {
    await lockRoom(tx.db, userRoom(caller));
    const { participant, conversation } = await requireSeat(tx.db, caller, conversationId);
    const reached = Math.min(seq, conversation.lastSeq);
    const lastReadSeq = unread
      ? Math.max(0, reached - 1)
      : Math.max(participant.lastReadSeq, reached);
    if (lastReadSeq === participant.lastReadSeq) {
      return { participation: await readMine(tx.db, caller, conversationId) };
    }
    return {
      participation: await changeParticipation(tx, caller, {
        conversationId,
        data: { lastReadSeq },
      }),
    };
  });
}
