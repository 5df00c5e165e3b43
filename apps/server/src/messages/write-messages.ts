import type { Message, Prisma } from "../database/generated/client.ts";
import type { Draft } from "./send-job.ts";

/**
 * Inserts numbered messages of locked rooms with one statement, and moves their conversations' ends on. By hand, because
 * a row a statement costs ten times as much. Their time is the database's.
 */
export async function writeMessages(
  db: Prisma.TransactionClient,
  drafts: readonly (Draft & { tick: number })[],
): Promise<Map<string, Message>> {
  const rows = drafts.map(({ conversationKind: _, ...row }) => row);
  const [clock] = await db.$queryRaw<{ now: Date }[]>`
    WITH wanted AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS draft (
        "id" uuid, "workspaceId" uuid, "conversationId" uuid, "seq" int, "authorId" uuid, "text" text,
        "fingerprint" text, "mentionedUserIds" uuid[], "mentionsEveryone" boolean, "tick" int)
    ), inserted AS (
      INSERT INTO message (id, workspace_id, conversation_id, seq, author_id, kind, text, fingerprint,
        mentioned_user_ids, mentions_everyone, tick, created_at)
      SELECT "id", "workspaceId", "conversationId", "seq", "authorId", 'text', "text", "fingerprint",
        "mentionedUserIds", "mentionsEveryone", "tick", date_trunc('milliseconds', now())
      FROM wanted
    ), ended AS (
      UPDATE conversation SET last_seq = newest.seq, last_message_at = date_trunc('milliseconds', now())
      FROM (SELECT "conversationId" AS id, max("seq") AS seq FROM wanted GROUP BY 1) newest
      WHERE conversation.id = newest.id
    )
    SELECT date_trunc('milliseconds', now()) AS now`;
  await writeMentions(db, drafts);
  const createdAt = clock?.now ?? new Date();
  return new Map(rows.map((row) => [row.id, { ...row, ...UNTOUCHED, createdAt }]));
}

const UNTOUCHED = { kind: "text", system: null, editedAt: null, deletedAt: null } as const;

async function writeMentions(
  db: Prisma.TransactionClient,
  drafts: readonly Draft[],
): Promise<void> {
  const mentions = drafts.flatMap(({ id, conversationId, seq, mentionedUserIds }) =>
    mentionedUserIds.map((userId) => ({ messageId: id, userId, conversationId, seq })),
  );
  if (mentions.length > 0) await db.mention.createMany({ data: mentions });
}
