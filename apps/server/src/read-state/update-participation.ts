import type { OutputOf, ParsedInputOf, participationUpdate } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { requireSeat } from "../conversations/conversation-access.ts";
import { inTransaction } from "../database/transaction.ts";
import { lockRoom } from "../realtime/clock.ts";
import { userRoom } from "../realtime/rooms.ts";
import { changeParticipation } from "./change-participation.ts";

/** Stars or mutes a conversation for me, or says what of it I want to be told. */
export async function updateParticipation(
  context: Context,
  caller: MemberCaller,
  { conversationId, ...wanted }: ParsedInputOf<typeof participationUpdate>,
): Promise<OutputOf<typeof participationUpdate>> {
  return inTransaction(context, async (tx) => {
    await lockRoom(tx.db, userRoom(caller));
    await requireSeat(tx.db, caller, conversationId);
    const { notify, muted, starred } = wanted;
    const data = {
      ...(notify === undefined ? {} : { notify }),
      ...(muted === undefined ? {} : { muted }),
      ...(starred === undefined ? {} : { starred }),
    };
    return { participation: await changeParticipation(tx, caller, { conversationId, data }) };
  });
}
