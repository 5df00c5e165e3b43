import { mentionsOf } from "@hallway/markup";
import { limits, type Role, type WorkspacePolicy } from "@hallway/protocol";
import type { Message, Prisma } from "../database/generated/client.ts";
import type { SendJob } from "./send-job.ts";

/** A caller's place in a conversation, and what decides about writing there. */
export interface SeatFacts {
  conversationId: string;
  memberId: string;
  workspaceId: string;
  kind: "channel" | "dm";
  general: boolean;
  archived: boolean;
  lastSeq: number;
  role: Role;
  postInGeneral: WorkspacePolicy["postInGeneral"];
}

/** Whom a text names; who of them is there to be mentioned is in `present`. */
export type Named = ReturnType<typeof mentionsOf>;

/** All that decides about a batch, as it is under the rooms' locks. */
export interface SendFacts {
  /** By conversation and member; missing for whoever is not in it. */
  seats: Map<string, SeatFacts>;
  /** Messages that already have one of the ids. */
  stored: Map<string, Message>;
  /** What each text names, in the jobs' order by id. */
  named: Map<SendJob, Named>;
  /** Active people by conversation, of those who are named. */
  present: Set<string>;
}

export function seatKey(conversationId: string, memberId: string): string {
  return `${conversationId} ${memberId}`;
}

/** Locks the batch's rooms in the order of their ids, then reads what decides by younger statements. */
export async function readSendFacts(
  db: Prisma.TransactionClient,
  jobs: readonly SendJob[],
): Promise<SendFacts> {
  const conversationIds = [...new Set(jobs.map(({ input }) => input.conversationId))];
  await db.$queryRaw`
    SELECT id FROM room WHERE id = ANY (${conversationIds}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
  const stored = await db.message.findMany({
    where: { id: { in: jobs.map((job) => job.input.id) } },
  });
  const seats = await readSeats(db, jobs);
  const named = new Map(jobs.map((job) => [job, namesIn(job.input.text)]));
  return {
    stored: new Map(stored.map((row) => [row.id, row])),
    seats: new Map(seats.map((seat) => [seatKey(seat.conversationId, seat.memberId), seat])),
    named,
    present: await readPresent(db, named),
  };
}

const NOBODY: Named = { userIds: [], conversationIds: [], everyone: null };

function namesIn(text: string): Named {
  return text.includes("<") ? mentionsOf(text, { max: limits.mentionsPerMessage }) : NOBODY;
}

async function readSeats(
  db: Prisma.TransactionClient,
  jobs: readonly SendJob[],
): Promise<SeatFacts[]> {
  const asked = new Map(
    jobs.map(({ caller, input }) => [
      seatKey(input.conversationId, caller.memberId),
      { conversationId: input.conversationId, memberId: caller.memberId },
    ]),
  );
  const pairs = [...asked.values()];
  return db.$queryRaw<SeatFacts[]>`
    SELECT c.id AS "conversationId", m.id AS "memberId", c.workspace_id AS "workspaceId", c.kind::text AS kind,
           c.general, c.archived_at IS NOT NULL AS archived, c.last_seq AS "lastSeq", m.role::text AS role,
           w.post_in_general::text AS "postInGeneral"
    FROM unnest(${pairs.map((pair) => pair.conversationId)}::uuid[], ${pairs.map((pair) => pair.memberId)}::uuid[])
      AS asked (conversation_id, member_id)
    JOIN participant p ON p.conversation_id = asked.conversation_id AND p.member_id = asked.member_id AND p.left_at IS NULL
    JOIN member m ON m.id = p.member_id AND m.deactivated_at IS NULL
    JOIN conversation c ON c.id = p.conversation_id AND c.workspace_id = m.workspace_id
    JOIN workspace w ON w.id = c.workspace_id`;
}

async function readPresent(
  db: Prisma.TransactionClient,
  named: Map<SendJob, Named>,
): Promise<Set<string>> {
  const pairs = [...named].flatMap(([{ input }, { userIds }]) =>
    userIds.map((userId) => ({ conversationId: input.conversationId, userId })),
  );
  if (pairs.length === 0) return new Set();
  const rows = await db.$queryRaw<{ conversationId: string; userId: string }[]>`
    SELECT DISTINCT p.conversation_id AS "conversationId", p.user_id AS "userId"
    FROM unnest(${pairs.map((pair) => pair.conversationId)}::uuid[], ${pairs.map((pair) => pair.userId)}::uuid[])
      AS asked (conversation_id, user_id)
    JOIN participant p ON p.conversation_id = asked.conversation_id AND p.user_id = asked.user_id AND p.left_at IS NULL
    JOIN member m ON m.id = p.member_id AND m.deactivated_at IS NULL`;
  return new Set(rows.map((row) => seatKey(row.conversationId, row.userId)));
}
