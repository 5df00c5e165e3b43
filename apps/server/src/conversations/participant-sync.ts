import type { SyncSource } from "../realtime/sync-source.ts";
import { toParticipantView } from "./conversation-view.ts";

/** Who came into a conversation and who left it (index `participant_conversation_id_tick_idx`). */
export const participantSync: SyncSource = {
  rooms: "conversation",
  async changesSince(db, _caller, { rooms, limit }) {
    const changed = await db.$queryRaw<{ conversationId: string; memberId: string }[]>`
      SELECT p.conversation_id AS "conversationId", p.member_id AS "memberId"
      FROM unnest(${rooms.map((r) => r.id)}::uuid[], ${rooms.map((r) => r.since)}::int[]) AS asked (id, since)
      CROSS JOIN LATERAL (
        SELECT conversation_id, member_id FROM participant
        WHERE conversation_id = asked.id AND tick > asked.since
        ORDER BY tick LIMIT ${limit + 1}
      ) p`;
    if (changed.length === 0) return [];
    const wanted = new Set(changed.map((row) => `${row.conversationId} ${row.memberId}`));
    const rows = await db.participant.findMany({
      where: {
        conversationId: { in: [...new Set(changed.map((row) => row.conversationId))] },
        memberId: { in: [...new Set(changed.map((row) => row.memberId))] },
      },
      orderBy: { tick: "asc" },
    });
    return rows
      .filter((row) => wanted.has(`${row.conversationId} ${row.memberId}`))
      .map((row) => ({
        roomId: row.conversationId,
        change: { kind: "participant", data: toParticipantView(row) },
      }));
  },
};
