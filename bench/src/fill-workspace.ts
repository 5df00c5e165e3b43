import type { Pool } from "pg";

/** Rows by the thousand, written by SQL as the use cases would have left them. */

/** Adds members who only exist: no account of theirs can sign in. */
export async function addMembers(
  pool: Pool,
  { workspaceId, count }: { workspaceId: string; count: number },
): Promise<void> {
  await pool.query(
    `WITH person AS (
       SELECT gen_random_uuid() AS user_id, gen_random_uuid() AS member_id, n FROM generate_series(1, $2::int) n
     ), account AS (
       INSERT INTO "user" (id, name, email, updated_at)
       SELECT user_id, 'Person ' || n, 'person-' || n || '@bench.example', now() FROM person
     ), clock AS (
       INSERT INTO room (id, workspace_id) SELECT member_id, $1::uuid FROM person
     ), moved AS (
       UPDATE room SET clock = clock + $2::int WHERE id = $1::uuid
     )
     INSERT INTO member (id, workspace_id, user_id, display_name, name_key, tick)
     SELECT member_id, $1::uuid, user_id, 'Person ' || n, 'person ' || n, n FROM person`,
    [workspaceId, count],
  );
}

/** Adds public channels that these members are in; returns their ids. */
export async function addChannels(
  pool: Pool,
  channels: { workspaceId: string; count: number; name: string; memberIds: readonly string[] },
): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `WITH made AS (
       INSERT INTO conversation (id, workspace_id, kind, name, topic, member_count, last_message_at, tick)
       SELECT gen_random_uuid(), $1::uuid, 'channel', $3 || '-' || n, 'All about ' || $3 || ' ' || n, cardinality($4::uuid[]), now(), 1
       FROM generate_series(1, $2::int) n RETURNING id
     ), clock AS (
       INSERT INTO room (id, workspace_id, clock) SELECT id, $1::uuid, 1 FROM made
     ), seated AS (
       INSERT INTO participant (conversation_id, member_id, user_id, tick)
       SELECT made.id, m.id, m.user_id, 1 FROM made CROSS JOIN member m WHERE m.id = ANY ($4::uuid[])
     )
     SELECT id FROM made`,
    [channels.workspaceId, channels.count, channels.name, channels.memberIds],
  );
  return rows.map(({ id }) => id);
}

/** Adds messages to the end of conversations, `count` to each, and moves their clocks. */
export async function addMessages(
  pool: Pool,
  messages: { conversationIds: readonly string[]; authorId: string; count: number },
): Promise<void> {
  await pool.query(
    `INSERT INTO message (id, workspace_id, conversation_id, seq, author_id, text, fingerprint, tick, created_at)
     SELECT gen_random_uuid(), c.workspace_id, c.id, c.last_seq + n, $2::uuid,
       'Message ' || n || ' says that the build is green and lunch is at noon', 'bench', r.clock + n, now() - interval '1 hour'
     FROM conversation c JOIN room r ON r.id = c.id CROSS JOIN generate_series(1, $3::int) n
     WHERE c.id = ANY ($1::uuid[])`,
    [messages.conversationIds, messages.authorId, messages.count],
  );
  await pool.query("UPDATE room SET clock = clock + $2::int WHERE id = ANY ($1::uuid[])", [
    messages.conversationIds,
    messages.count,
  ]);
  await pool.query(
    "UPDATE conversation SET last_seq = last_seq + $2::int, last_message_at = now() WHERE id = ANY ($1::uuid[])",
    [messages.conversationIds, messages.count],
  );
}

/** Lets the planner know what was written, as autovacuum would in a while. */
export async function settle(pool: Pool): Promise<void> {
  await pool.query("VACUUM ANALYZE");
}

/** The id of someone's membership. */
export async function memberIdOf(
  pool: Pool,
  { workspaceId, userId }: { workspaceId: string; userId: string },
): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    "SELECT id FROM member WHERE workspace_id = $1 AND user_id = $2",
    [workspaceId, userId],
  );
  const [row] = rows;
  if (!row) throw new Error("They are no member of this workspace");
  return row.id;
}
