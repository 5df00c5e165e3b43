import type { Message } from "../database/generated/client.ts";
import type { SyncSource } from "../realtime/sync-source.ts";
import { toMessageView } from "./message-view.ts";

/** Messages that were sent, edited or deleted since (index `message_conversation_id_tick_idx`). */
export const messageSync: SyncSource = {
  rooms: "conversation",
  async changesSince(db, _caller, { rooms, limit }) {
    const changed = await db.$queryRaw<{ id: string }[]>`
      SELECT m.id FROM unnest(${rooms.map((r) => r.id)}::uuid[], ${rooms.map((r) => r.since)}::int[]) AS asked (id, since)
      CROSS JOIN LATERAL (
        SELECT message.id FROM message
        WHERE conversation_id = asked.id AND tick > asked.since
        ORDER BY tick LIMIT ${limit + 1}
      ) m`;
    if (changed.length === 0) return [];
    const rows: Message[] = await db.message.findMany({
      where: { id: { in: changed.map((row) => row.id) } },
      orderBy: { tick: "asc" },
    });
    return rows.map((row) => ({
      roomId: row.conversationId,
      change: { kind: "message", data: toMessageView(row) },
    }));
  },
};
