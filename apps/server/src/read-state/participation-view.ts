import {
  asId,
  type ConversationId,
  limits,
  type ParticipationView,
  type UserId,
} from "@hallway/protocol";
import type { Ask } from "../database/pipeline.ts";

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
 * by tick, with `leftAt` set and nothing of what was said there since. Counting stops at `limits.unreadCount` (index
 * `message_conversation_id_seq_key`).
 */
export async function readParticipations(
  ask: Ask,
  whose: ParticipationsOf,
): Promise<(ParticipationView & { userId: UserId })[]> {
  const { statement, values } = choose(whose);
  const rows = await ask<CountedRow>({ ...statement, values: [limits.unreadCount, ...values] });
  return rows.map(toParticipationView);
}

function choose(whose: ParticipationsOf) {
  if ("userIds" in whose) {
    return { statement: OF_PEOPLE, values: [whose.conversationIds, whose.userIds] };
  }
  const { memberId } = whose;
  if ("sinceTick" in whose) return { statement: CHANGED, values: [memberId, whose.sinceTick] };
  if (!whose.conversationIds) return { statement: OF_MEMBER, values: [memberId] };
  return { statement: NAMED, values: [memberId, whose.conversationIds] };
}

const OF_PEOPLE = readWhere(
  "participations_of_people",
  "p.conversation_id = ANY ($2::uuid[]) AND p.user_id = ANY ($3::uuid[])",
);
const CHANGED = readWhere(
  "participations_changed",
  "p.member_id = $2::uuid AND p.participation_tick > $3::int",
);
const OF_MEMBER = readWhere(
  "participations_of_member",
  "p.member_id = $2::uuid AND p.left_at IS NULL",
);
const NAMED = readWhere(
  "participations_named",
  "p.member_id = $2::uuid AND p.conversation_id = ANY ($3::uuid[])",
);

function readWhere(name: string, condition: string): { name: string; text: string } {
  const text = `
    SELECT p.conversation_id AS "conversationId", p.user_id AS "userId", p.last_read_seq AS "lastReadSeq",
           unread.count AS "unreadCount",
           CASE WHEN c.kind = 'dm' THEN unread.count ELSE unread.mentions END AS "mentionCount",
           CASE WHEN p.left_at IS NULL THEN c.last_seq ELSE p.last_read_seq END AS "countedSeq",
           CASE WHEN p.left_at IS NULL THEN r.clock ELSE p.tick END AS "countedClock",
           p.notify::text AS notify, p.muted, p.starred, p.left_at AS "leftAt", p.participation_tick AS tick
    FROM participant p
    JOIN conversation c ON c.id = p.conversation_id
    JOIN room r ON r.id = p.conversation_id
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS count,
             (count(*) FILTER (WHERE m.mentions_everyone OR p.user_id = ANY (m.mentioned_user_ids)))::int AS mentions
      FROM (
        SELECT mentions_everyone, mentioned_user_ids FROM message
        WHERE p.left_at IS NULL AND conversation_id = p.conversation_id AND seq > p.last_read_seq
          AND kind <> 'system' AND deleted_at IS NULL AND author_id <> p.user_id
        ORDER BY seq LIMIT $1::int
      ) m
    ) unread
    WHERE ${condition}`;
  return { name, text };
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
