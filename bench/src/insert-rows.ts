import type { Pool } from "pg";
import { v7 as uuidv7 } from "uuid";

const BATCH = 256;
/** Beyond every place and tick that the server gives out while the bench runs. */
const FIRST = 1_000_000_000;

let next = FIRST;

/** Someone who writes, and where. */
export interface Writer {
  userId: string;
  workspaceId: string;
  conversationIds: readonly string[];
}

/**
 * The baseline of sending: the same rows, decided by nobody and told to nobody, inserted by one client as fast as it can,
 * 256 rows a statement. Returns rows a second.
 */
export async function insertRows(
  pool: Pool,
  writers: readonly Writer[],
  { ms, text }: { ms: number; text: string },
): Promise<number> {
  const client = await pool.connect();
  try {
    const started = performance.now();
    let rows = 0;
    while (performance.now() - started < ms) {
      const batch = Array.from({ length: BATCH }, (_, index) => rowOf(writers, index));
      await client.query({ name: "baseline", text: INSERT, values: [...columnsOf(batch), text] });
      rows += BATCH;
    }
    return rows / ((performance.now() - started) / 1_000);
  } finally {
    client.release();
  }
}

const INSERT = `
  INSERT INTO message (id, workspace_id, conversation_id, seq, author_id, text, fingerprint, tick)
  SELECT id, workspace_id, conversation_id, seq, author_id, $6, 'bench', seq
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::int[], $5::uuid[])
    AS t (id, workspace_id, conversation_id, seq, author_id)`;

function rowOf(writers: readonly Writer[], index: number) {
  const writer = writers[index % writers.length];
  if (!writer) throw new Error("Nobody writes");
  const { userId, workspaceId, conversationIds } = writer;
  const conversationId = conversationIds[index % conversationIds.length] ?? "";
  return { id: uuidv7(), workspaceId, conversationId, seq: next++, userId };
}

function columnsOf(batch: readonly ReturnType<typeof rowOf>[]): unknown[][] {
  return [
    batch.map(({ id }) => id),
    batch.map(({ workspaceId }) => workspaceId),
    batch.map(({ conversationId }) => conversationId),
    batch.map(({ seq }) => seq),
    batch.map(({ userId }) => userId),
  ];
}
