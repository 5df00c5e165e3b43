import { limits, type ParticipationView } from "@hallway/protocol";
import type { Ask } from "../database/pipeline.ts";
import type { MarkJob } from "./mark-job.ts";

/** A living session's person in a conversation: where their pointer is, and their view of it where it is wanted. */
export interface MarkFacts extends Omit<ParticipationView, "conversationId" | "leftAt"> {
  /** Which job it answers, counted from one. */
  place: number;
  /** Null for whoever is not in the conversation. */
  seatedAt: number | null;
}

/** Locks the people's own rooms in the order of their ids, then reads what decides by a younger statement, in one trip. */
export async function readMarkFacts(
  ask: Ask,
  jobs: readonly MarkJob[],
): Promise<{ clocks: Map<string, number>; seats: Map<number, MarkFacts> }> {
  const members = [...new Set(jobs.map(({ caller }) => caller.memberId))];
  const [clocks, seats] = await Promise.all([
    ask<{ id: string; clock: number }>({ ...LOCK_OWN_ROOMS, values: [members] }),
    ask<MarkFacts>({ ...READ_MARKS, values: [...columnsOf(jobs), limits.unreadCount] }),
  ]);
  return {
    clocks: new Map(clocks.map(({ id, clock }) => [id, clock])),
    seats: new Map(seats.map((seat) => [seat.place, seat])),
  };
}

/** The largest `seq` that a column holds; nobody's timeline is that long. */
const SEQ_MAX = 2 ** 31 - 1;

function columnsOf(jobs: readonly MarkJob[]): unknown[][] {
  return [
    jobs.map(({ input }) => input.conversationId),
    jobs.map(({ caller }) => caller.sessionId),
    jobs.map(({ caller }) => caller.memberId),
    jobs.map(({ input }) => Math.min(input.seq, SEQ_MAX)),
    jobs.map(({ input }) => input.unread),
  ];
}

const LOCK_OWN_ROOMS = {
  name: "lock_own_rooms",
  text: "SELECT id, clock FROM room WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE",
};

/**
 * Forward a pointer goes to the asked place and never back; as unread it goes to just before it. What follows it is
 * counted up to a limit (index `message_conversation_id_seq_key`).
 */
const READ_MARKS = {
  name: "read_marks",
  text: `
    SELECT asked.place::int AS place, p.last_read_seq AS "seatedAt", mark.seq AS "lastReadSeq",
           unread.count AS "unreadCount",
           CASE WHEN c.kind = 'dm' THEN unread.count ELSE unread.mentions END AS "mentionCount",
           c.last_seq AS "countedSeq", r.clock AS "countedClock", p.notify::text AS notify, p.muted, p.starred,
           p.participation_tick AS tick
    FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::int[], $5::boolean[])
      WITH ORDINALITY AS asked (conversation_id, session_id, member_id, seq, unread, place)
    JOIN session s ON s.id = asked.session_id AND s.expires_at > now()
    JOIN member m ON m.id = asked.member_id AND m.user_id = s.user_id AND m.deactivated_at IS NULL
    LEFT JOIN participant p
      ON p.conversation_id = asked.conversation_id AND p.member_id = m.id AND p.left_at IS NULL
    LEFT JOIN conversation c ON c.id = p.conversation_id
    LEFT JOIN room r ON r.id = c.id
    CROSS JOIN LATERAL (
      SELECT CASE WHEN asked.unread THEN greatest(0, least(asked.seq, c.last_seq) - 1)
                  ELSE greatest(p.last_read_seq, least(asked.seq, c.last_seq)) END AS seq
    ) mark
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS count,
             (count(*) FILTER (WHERE u.mentions_everyone OR p.user_id = ANY (u.mentioned_user_ids)))::int AS mentions
      FROM (
        SELECT mentions_everyone, mentioned_user_ids FROM message
        WHERE conversation_id = p.conversation_id AND seq > mark.seq
          AND kind <> 'system' AND deleted_at IS NULL AND author_id <> p.user_id
        ORDER BY seq LIMIT $6
      ) u
    ) unread`,
};
