import { mentionsOf } from "@hallway/markup";
import { limits, type Role, type WorkspacePolicy } from "@hallway/protocol";
import type { Message } from "../database/generated/client.ts";
import type { Ask } from "../database/pipeline.ts";
import { MESSAGE_COLUMNS } from "./message-row.ts";
import type { SendJob } from "./send-job.ts";

/** A locked conversation, and what decides about writing in it. */
export interface ConversationFacts {
  id: string;
  workspaceId: string;
  kind: "channel" | "dm";
  general: boolean;
  archived: boolean;
  postInGeneral: WorkspacePolicy["postInGeneral"];
  /** Its end and its room's clock, before the batch. */
  lastSeq: number;
  clock: number;
}

/** An active member whose session lives, and whether they are in the conversation. */
export interface Standing {
  role: Role;
  seated: boolean;
}

/** Whom a text names; who of them is there to be mentioned is in `present`. */
export type Named = ReturnType<typeof mentionsOf>;

/** All that decides about a batch, as it is under the rooms' locks. */
export interface SendFacts {
  /** The transaction's time. */
  now: Date;
  conversations: Map<string, ConversationFacts>;
  /** By conversation and session; missing for whoever may not ask anything any more. */
  standings: Map<string, Standing>;
  /** Messages that already have one of the ids. */
  stored: Map<string, Message>;
  named: Map<SendJob, Named>;
  /** Active people by conversation, of those who are named. */
  present: Set<string>;
}

/** The key of a standing (with a session's id) or of someone present (with a user's). */
export function keyOf(conversationId: string, id: string): string {
  return `${conversationId} ${id}`;
}

/** Locks the batch's rooms in the order of their ids, then reads what decides by younger statements, in one trip. */
export async function readSendFacts(ask: Ask, jobs: readonly SendJob[]): Promise<SendFacts> {
  const ids = [...new Set(jobs.map(({ input }) => input.conversationId))];
  const named = new Map(jobs.map((job) => [job, namesIn(job.input.text)]));
  const [clocks, conversations, standings, stored, present] = await Promise.all([
    ask<{ id: string; clock: number }>({ ...LOCK_ROOMS, values: [ids] }),
    ask<ConversationRow>({ ...READ_CONVERSATIONS, values: [ids] }),
    ask<StandingRow>({ ...READ_STANDINGS, values: standingsOf(jobs) }),
    ask<Message>({ ...READ_STORED, values: [jobs.map(({ input }) => input.id)] }),
    readPresent(ask, named),
  ]);
  const clockOf = new Map(clocks.map(({ id, clock }) => [id, clock]));
  return {
    now: conversations[0]?.now ?? new Date(),
    conversations: new Map(
      conversations.map((row) => [row.id, { ...row, clock: clockOf.get(row.id) ?? 0 }]),
    ),
    standings: new Map(standings.map((row) => [keyOf(row.conversationId, row.sessionId), row])),
    stored: new Map(stored.map((row) => [row.id, row])),
    named,
    present: new Set(present.map((row) => keyOf(row.conversationId, row.userId))),
  };
}

const NOBODY: Named = { userIds: [], conversationIds: [], everyone: null };

function namesIn(text: string): Named {
  return text.includes("<") ? mentionsOf(text, { max: limits.mentionsPerMessage }) : NOBODY;
}

const LOCK_ROOMS = {
  name: "lock_rooms",
  text: "SELECT id, clock FROM room WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE",
};

type ConversationRow = Omit<ConversationFacts, "clock"> & { now: Date };

const READ_CONVERSATIONS = {
  name: "send_conversations",
  text: `
    SELECT c.id, c.workspace_id AS "workspaceId", c.kind::text AS kind, c.general, c.archived_at IS NOT NULL AS archived,
           w.post_in_general::text AS "postInGeneral", c.last_seq AS "lastSeq", date_trunc('milliseconds', now()) AS now
    FROM conversation c JOIN workspace w ON w.id = c.workspace_id
    WHERE c.id = ANY ($1::uuid[])`,
};

type StandingRow = Standing & { conversationId: string; sessionId: string };

const READ_STANDINGS = {
  name: "send_standings",
  text: `
    SELECT asked.conversation_id AS "conversationId", s.id AS "sessionId", m.role::text AS role,
           p.member_id IS NOT NULL AS seated
    FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS asked (conversation_id, session_id, member_id)
    JOIN session s ON s.id = asked.session_id AND s.expires_at > now()
    JOIN member m ON m.id = asked.member_id AND m.user_id = s.user_id AND m.deactivated_at IS NULL
    LEFT JOIN participant p
      ON p.conversation_id = asked.conversation_id AND p.member_id = m.id AND p.left_at IS NULL`,
};

/** The columns of `READ_STANDINGS`, each combination once. */
function standingsOf(jobs: readonly SendJob[]): string[][] {
  const asked = new Map(
    jobs.map((job) => [keyOf(job.input.conversationId, job.caller.sessionId), job]),
  );
  const distinct = [...asked.values()];
  return [
    distinct.map(({ input }) => input.conversationId),
    distinct.map(({ caller }) => caller.sessionId),
    distinct.map(({ caller }) => caller.memberId),
  ];
}

const READ_STORED = {
  name: "send_stored",
  text: `SELECT ${MESSAGE_COLUMNS} FROM message m WHERE m.id = ANY ($1::uuid[])`,
};

const READ_PRESENT = {
  name: "send_present",
  text: `
    SELECT DISTINCT p.conversation_id AS "conversationId", p.user_id AS "userId"
    FROM unnest($1::uuid[], $2::uuid[]) AS asked (conversation_id, user_id)
    JOIN participant p ON p.conversation_id = asked.conversation_id AND p.user_id = asked.user_id AND p.left_at IS NULL
    JOIN member m ON m.id = p.member_id AND m.deactivated_at IS NULL`,
};

async function readPresent(
  ask: Ask,
  named: Map<SendJob, Named>,
): Promise<{ conversationId: string; userId: string }[]> {
  const pairs = [...named].flatMap(([{ input }, { userIds }]) =>
    userIds.map((userId) => ({ conversationId: input.conversationId, userId })),
  );
  if (pairs.length === 0) return [];
  const values = [pairs.map((pair) => pair.conversationId), pairs.map((pair) => pair.userId)];
  return ask({ ...READ_PRESENT, values });
}
