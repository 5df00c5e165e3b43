import type { Message } from "../database/generated/client.ts";
import type { Statement } from "../database/pipeline.ts";

/**
 * Inserts a batch's drafts, all of one time, with their mentions, and moves their conversations' ends and their rooms' clocks on, in one
 * statement: a row a statement costs ten times as much.
 */
export function writeMessages(drafts: readonly Message[]): Statement {
  const ends = new Map(drafts.map((draft) => [draft.conversationId, draft]));
  const mentions = drafts.flatMap((draft) =>
    draft.mentionedUserIds.map((userId) => ({ ...draft, userId })),
  );
  return {
    name: "write_messages",
    text: WRITE_MESSAGES,
    values: [
      drafts[0]?.createdAt,
      drafts.map(({ id }) => id),
      drafts.map(({ workspaceId }) => workspaceId),
      drafts.map(({ conversationId }) => conversationId),
      drafts.map(({ seq }) => seq),
      drafts.map(({ authorId }) => authorId),
      drafts.map(({ text }) => text),
      drafts.map(({ fingerprint }) => fingerprint),
      drafts.map(({ mentionedUserIds }) => `{${mentionedUserIds.join()}}`),
      drafts.map(({ mentionsEveryone }) => mentionsEveryone),
      drafts.map(({ tick }) => tick),
      [...ends.keys()],
      [...ends.values()].map(({ seq }) => seq),
      [...ends.values()].map(({ tick }) => tick),
      mentions.map(({ id }) => id),
      mentions.map(({ userId }) => userId),
      mentions.map(({ conversationId }) => conversationId),
      mentions.map(({ seq }) => seq),
    ],
  };
}

const WRITE_MESSAGES = `
  WITH inserted AS (
    INSERT INTO message (created_at, id, workspace_id, conversation_id, seq, author_id, kind, text, fingerprint,
      mentioned_user_ids, mentions_everyone, tick)
    SELECT $1::timestamptz, id, workspace_id, conversation_id, seq, author_id, 'text', text, fingerprint,
      mentioned_user_ids::uuid[], mentions_everyone, tick
    FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::int[], $6::uuid[], $7::text[], $8::text[], $9::text[],
      $10::boolean[], $11::int[])
      AS draft (id, workspace_id, conversation_id, seq, author_id, text, fingerprint, mentioned_user_ids,
        mentions_everyone, tick)
  ), mentioned AS (
    INSERT INTO mention (message_id, user_id, conversation_id, seq)
    SELECT * FROM unnest($15::uuid[], $16::uuid[], $17::uuid[], $18::int[])
  ), ended AS (
    UPDATE conversation SET last_seq = newest.seq, last_message_at = $1::timestamptz
    FROM unnest($12::uuid[], $13::int[]) AS newest (id, seq)
    WHERE conversation.id = newest.id
  )
  UPDATE room SET clock = newest.clock
  FROM unnest($12::uuid[], $14::int[]) AS newest (id, clock)
  WHERE room.id = newest.id`;
