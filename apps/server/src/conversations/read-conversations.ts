import type { ConversationView } from "@hallway/protocol";
import type { Prisma } from "../database/generated/client.ts";
import { toConversationView } from "./conversation-view.ts";

/** Conversations as the wire carries them, each with its room's clock; a direct message with its people. */
export async function readConversations(
  db: Prisma.TransactionClient,
  ids: readonly string[],
): Promise<ConversationView[]> {
  if (ids.length === 0) return [];
  // One after the other: of statements sent together in a transaction, those behind one that fails are answered with nothing.
  const rows = await db.conversation.findMany({ where: { id: { in: [...ids] } } });
  const rooms = await db.room.findMany({ where: { id: { in: [...ids] } } });
  const people = await db.participant.findMany({
    where: { conversationId: { in: [...ids] }, leftAt: null, conversation: { kind: "dm" } },
    select: { conversationId: true, userId: true },
    orderBy: { userId: "asc" },
  });
  const clocks = new Map(rooms.map((room) => [room.id, room.clock]));
  const peopleOf = Map.groupBy(people, (person) => person.conversationId);
  return rows.map((row) =>
    toConversationView(row, {
      clock: clocks.get(row.id) ?? 0,
      participantIds: (peopleOf.get(row.id) ?? []).map((person) => person.userId),
    }),
  );
}
