import type { Participant } from "../database/generated/client.ts";
import type { SyncSource } from "../realtime/sync-source.ts";
import { toParticipantView } from "./conversation-view.ts";

/** Who came into a conversation and who left it (index `participant_conversation_id_tick_idx`). */
export const participantSync: SyncSource = {
  rooms: "conversation",
  async changesSince(ask, _caller, { rooms, limit }) {
    const [ids, since] = [rooms.map((room) => room.id), rooms.map((room) => room.since)];
    const rows = await ask<ParticipantRow>({ ...CHANGED, values: [ids, since, limit + 1] });
    return rows.map((row) => ({
      roomId: row.conversationId,
      change: { kind: "participant", data: toParticipantView(row) },
    }));
  },
};

type ParticipantRow = Pick<
  Participant,
  "conversationId" | "userId" | "joinedAt" | "leftAt" | "tick"
>;

const CHANGED = {
  name: "participants_changed",
  text: `
    SELECT p.conversation_id AS "conversationId", p.user_id AS "userId", p.joined_at AS "joinedAt",
           p.left_at AS "leftAt", p.tick
    FROM unnest($1::uuid[], $2::int[]) AS asked (id, since)
    CROSS JOIN LATERAL (
      SELECT * FROM participant WHERE conversation_id = asked.id AND tick > asked.since ORDER BY tick LIMIT $3::int
    ) p
    ORDER BY p.tick`,
};
