import type { Prisma } from "../database/generated/client.ts";

/** A person's place in a conversation, numbered in both rooms that it lives in. */
export interface Seating {
  conversationId: string;
  memberId: string;
  userId: string;
  tick: number;
  participationTick: number;
  /** The tick of the conversation itself, whose member count changes with it. */
  conversationTick: number;
}

/**
 * Writes many seats in two statements, by hand because Prisma cannot upsert many rows. Whoever comes back gets the old
 * row with its settings; everything said so far counts as read.
 */
export async function writeSeatings(
  db: Prisma.TransactionClient,
  seatings: readonly Seating[],
): Promise<void> {
  await db.$executeRaw`
    INSERT INTO participant (conversation_id, member_id, user_id, joined_at, last_read_seq, tick, participation_tick)
    SELECT c.id, s.member_id, s.user_id, now(), c.last_seq, s.tick, s.participation_tick
    FROM unnest(
      ${seatings.map((s) => s.conversationId)}::uuid[], ${seatings.map((s) => s.memberId)}::uuid[],
      ${seatings.map((s) => s.userId)}::uuid[], ${seatings.map((s) => s.tick)}::int[],
      ${seatings.map((s) => s.participationTick)}::int[]
    ) AS s (conversation_id, member_id, user_id, tick, participation_tick)
    JOIN conversation c ON c.id = s.conversation_id
    ON CONFLICT (conversation_id, member_id) DO UPDATE SET
      left_at = NULL, joined_at = EXCLUDED.joined_at, last_read_seq = EXCLUDED.last_read_seq,
      tick = EXCLUDED.tick, participation_tick = EXCLUDED.participation_tick`;
  await db.$executeRaw`
    UPDATE conversation c SET member_count = c.member_count + s.people, tick = s.tick
    FROM (
      SELECT conversation_id, count(*)::int AS people, max(tick) AS tick
      FROM unnest(
        ${seatings.map((s) => s.conversationId)}::uuid[], ${seatings.map((s) => s.conversationTick)}::int[]
      ) AS seat (conversation_id, tick)
      GROUP BY conversation_id
    ) s
    WHERE c.id = s.conversation_id`;
}
