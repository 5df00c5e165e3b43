import type { Message } from "../database/generated/client.ts";
import type { SyncSource } from "../realtime/sync-source.ts";
import { MESSAGE_COLUMNS } from "./message-row.ts";
import { toMessageView } from "./message-view.ts";

/** Messages that were sent, edited or deleted since (index `message_conversation_id_tick_idx`). */
export const messageSync: SyncSource = {
  rooms: "conversation",
  async changesSince(ask, _caller, { rooms, limit }) {
    const [ids, since] = [rooms.map((room) => room.id), rooms.map((room) => room.since)];
    const rows = await ask<Message>({ ...CHANGED, values: [ids, since, limit + 1] });
    return rows.map((row) => ({
      roomId: row.conversationId,
      change: { kind: "message", data: toMessageView(row) },
    }));
  },
};

const CHANGED = {
  name: "messages_changed",
  text: `
    SELECT ${MESSAGE_COLUMNS}
    FROM unnest($1::uuid[], $2::int[]) AS asked (id, since)
    CROSS JOIN LATERAL (
      SELECT * FROM message WHERE conversation_id = asked.id AND tick > asked.since ORDER BY tick LIMIT $3::int
    ) m
    ORDER BY m.tick`,
};
