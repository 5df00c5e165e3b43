import type { ConversationId, ParticipationView } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import { askIn } from "../database/ask-in.ts";
import type { Prisma } from "../database/generated/client.ts";
import type { Tx } from "../database/transaction.ts";
import { userRoom } from "../realtime/rooms.ts";
import { readParticipations, toOwnView } from "./participation-view.ts";

/** Changes my side of a conversation under my own room's next tick, and tells all my sockets. */
export async function changeParticipation(
  tx: Tx,
  caller: MemberCaller,
  { conversationId, data }: { conversationId: ConversationId; data: Prisma.ParticipantUpdateInput },
): Promise<ParticipationView> {
  const room = userRoom(caller);
  const participationTick = await tx.tick(room);
  await tx.db.participant.update({
    where: { conversationId_memberId: { conversationId, memberId: caller.memberId } },
    data: { ...data, participationTick },
  });
  const view = await readMine(tx.db, caller, conversationId);
  tx.changed(room, { kind: "participation", data: view });
  return view;
}

/** My side of one conversation, freshly counted. */
export async function readMine(
  db: Prisma.TransactionClient,
  { memberId }: MemberCaller,
  conversationId: ConversationId,
): Promise<ParticipationView> {
  const [row] = await readParticipations(askIn(db), {
    memberId,
    conversationIds: [conversationId],
  });
  if (!row) throw new Error("A participation vanished inside its transaction");
  return toOwnView(row);
}
