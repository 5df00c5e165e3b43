import { type Client, escapeIdentifier } from "pg";
import { leftOutColumns, leftOutTables } from "./backup-contents.ts";
import { BackupError } from "./backup-error.ts";

/** A table and the columns of it that can be written. */
export type Table = { name: string; columns: string[] };

/** Every table a backup holds, so ordered that whoever is referred to comes before who refers. */
export async function readTables(client: Client): Promise<Table[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; parents: string[] }>(`
    SELECT c.relname AS name,
           (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
             WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
           ARRAY(SELECT p.relname::text FROM pg_constraint k JOIN pg_class p ON p.oid = k.confrelid
             WHERE k.conrelid = c.oid AND k.contype = 'f' AND p.oid <> c.oid) AS parents
      FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
     ORDER BY c.relname`);
  const kept = rows.filter(({ name }) => !leftOutTables.includes(name));
  return inOrder(kept).map(({ name, columns }) => ({
    name,
    columns: columns.filter((column) => !leftOutColumns[name]?.includes(column)),
  }));
}

/** The migrations that made the database what it is, in the order in which they ran; none in an empty database. */
export async function readMigrations(client: Client): Promise<string[]> {
  const { rows: found } = await client.query(
    "SELECT to_regclass('public._prisma_migrations')::text AS name",
  );
  if (found[0]?.name === null) return [];
  const { rows } = await client.query<{ name: string }>(`
    SELECT migration_name AS name FROM _prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`);
  return rows.map(({ name }) => name);
}

/** Counters of the database, with the last value each gave out. */
export async function readSequences(client: Client): Promise<{ name: string; value: string }[]> {
  const { rows } = await client.query<{ name: string; value: string }>(`
    SELECT sequencename AS name, last_value::text AS value FROM pg_sequences
     WHERE schemaname = 'public' AND last_value IS NOT NULL ORDER BY 1`);
  return rows;
}

/** `"message" ("id", "text")`, as COPY wants it. */
export function columnsOf({ name, columns }: Table): string {
  return `${escapeIdentifier(name)} (${columns.map(escapeIdentifier).join(", ")})`;
}

function inOrder<T extends { name: string; parents: string[] }>(tables: T[]): T[] {
  const ordered: T[] = [];
  let waiting = tables;
  while (waiting.length > 0) {
    const names = new Set(waiting.map(({ name }) => name));
    const free = waiting.filter(({ parents }) => !parents.some((parent) => names.has(parent)));
    if (free.length === 0) {
      throw new BackupError(`These tables refer to each other in a circle: ${[...names]}.`);
    }
    ordered.push(...free);
    waiting = waiting.filter((table) => !free.includes(table));
  }
  return ordered;
}
