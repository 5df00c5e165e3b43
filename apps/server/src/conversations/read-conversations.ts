import type { ConversationView } from "@hallway/protocol";
import type { Conversation } from "../database/generated/client.ts";
import type { Ask } from "../database/pipeline.ts";
import { toConversationView } from "./conversation-view.ts";

/** Conversations as the wire carries them, each with its room's clock; a direct message with its people. */
export async function readConversations(
  ask: Ask,
  ids: readonly string[],
): Promise<ConversationView[]> {
  if (ids.length === 0) return [];
  const rows = await ask<ConversationRow>({ ...READ_CONVERSATIONS, values: [ids] });
  return rows.map((row) => toConversationView(row, row));
}

/** A row of `CONVERSATION_COLUMNS`. */
export type ConversationRow = Omit<
  Conversation,
  "workspaceId" | "dmKey" | "tick" | "directoryTick" | "directoryClock"
> & { clock: number; participantIds: string[] | null };

/** For statements written by hand; `c` is the conversation and `r` its room. */
export const CONVERSATION_COLUMNS = `
  c.id, c.kind::text AS kind, c.name, c.private, c.general, c.topic, c.purpose, c.created_by_id AS "createdById",
  c.created_at AS "createdAt", c.archived_at AS "archivedAt", c.member_count AS "memberCount", c.last_seq AS "lastSeq",
  c.last_message_at AS "lastMessageAt", r.clock,
  CASE WHEN c.kind = 'dm' THEN ARRAY (
    SELECT user_id FROM participant WHERE conversation_id = c.id AND left_at IS NULL ORDER BY user_id
  ) END AS "participantIds"`;

const READ_CONVERSATIONS = {
  name: "conversations",
  text: `
    SELECT ${CONVERSATION_COLUMNS}
    FROM conversation c JOIN room r ON r.id = c.id
    WHERE c.id = ANY ($1::uuid[])`,
};
