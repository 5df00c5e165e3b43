import {
  asId,
  type ConversationId,
  limits,
  type ParticipationView,
  type UserId,
} from "@hallway/protocol";
import { Prisma } from "../database/generated/client.ts";

/** A participant's row with its counts, read in one statement so that they belong together. */
interface CountedRow {
  conversationId: string;
  userId: string;
  lastReadSeq: number;
  unreadCount: number;
  mentionCount: number;
  countedSeq: number;
  countedClock: number;
  notify: ParticipationView["notify"];
  muted: boolean;
  starred: boolean;
  leftAt: Date | null;
  tick: number;
}

/** Whose participations to read: a person's (all they are in, or those named), or some people's in some conversations. */
export type ParticipationsOf =
  | { memberId: string; conversationIds?: readonly ConversationId[] }
  | { memberId: string; sinceTick: number }
  | { conversationIds: readonly string[]; userIds: readonly string[] };

/**
 * Participations with their counts. Conversations the person has left are included where they are asked for by name or
 * by tick, with `leftAt` set. Counting stops at `limits.unreadCount` (index `message_conversation_id_seq_key`).
 */
export async function readParticipations(
  db: Prisma.TransactionClient,
  whose: ParticipationsOf,
): Promise<(ParticipationView & { userId: UserId })[]> {
  const rows = await db.$queryRaw<CountedRow[]>`
    SELECT p.conversation_id AS "conversationId", p.user_id AS "userId", p.last_read_seq AS "lastReadSeq",
           unread.count AS "unreadCount",
           CASE WHEN c.kind = 'dm' THEN unread.count ELSE unread.mentions END AS "mentionCount",
           c.last_seq AS "countedSeq", r.clock AS "countedClock",
           p.notify::text AS notify, p.muted, p.starred, p.left_at AS "leftAt", p.participation_tick AS tick
    FROM participant p
    JOIN conversation c ON c.id = p.conversation_id
    JOIN room r ON r.id = p.conversation_id
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS count,
             (count(*) FILTER (WHERE m.mentions_everyone OR p.user_id = ANY (m.mentioned_user_ids)))::int AS mentions
      FROM (
        SELECT mentions_everyone, mentioned_user_ids FROM message
        WHERE conversation_id = p.conversation_id AND seq > p.last_read_seq
          AND kind <> 'system' AND deleted_at IS NULL AND author_id <> p.user_id
        ORDER BY seq LIMIT ${limits.unreadCount}
      ) m
    ) unread
    WHERE ${condition(whose)}`;
  return rows.map(toParticipationView);
}

function condition(whose: ParticipationsOf): Prisma.Sql {
  if ("userIds" in whose) {
    return Prisma.sql`p.conversation_id = ANY (${[...whose.conversationIds]}::uuid[]) AND p.user_id = ANY (${[...whose.userIds]}::uuid[])`;
  }
  const mine = Prisma.sql`p.member_id = ${whose.memberId}::uuid`;
  if ("sinceTick" in whose)
    return Prisma.sql`${mine} AND p.participation_tick > ${whose.sinceTick}`;
  if (!whose.conversationIds) return Prisma.sql`${mine} AND p.left_at IS NULL`;
  return Prisma.sql`${mine} AND p.conversation_id = ANY (${[...whose.conversationIds]}::uuid[])`;
}

function toParticipationView(row: CountedRow): ParticipationView & { userId: UserId } {
  return {
    ...row,
    userId: asId<UserId>(row.userId),
    conversationId: asId<ConversationId>(row.conversationId),
    leftAt: row.leftAt?.toISOString() ?? null,
  };
}

/** The view without whose it is, as the person's own room carries it. */
export function toOwnView(counted: ParticipationView & { userId: UserId }): ParticipationView {
  const { userId: _, ...view } = counted;
  return view;
}
