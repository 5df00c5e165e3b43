import { type Client, escapeIdentifier } from "pg";
import { BackupError } from "./backup-error.ts";
import { withClientToTheEnd } from "./connect.ts";

/** The schema that holds what was in the database while a backup takes its place. */
const asideSchema = "hallway_set_aside";

/**
 * Moves what the database holds out of the way and lets `fill` build in the empty place. When that succeeds the old is
 * removed, when it fails it is put back, over another connection if this one has broken.
 */
export async function replaceContents<T>(
  client: Client,
  { url, fill }: { url: string; fill: () => Promise<T> },
): Promise<T> {
  await moveAway(client);
  try {
    const result = await fill();
    await client.query(`DROP SCHEMA ${asideSchema} CASCADE`);
    return result;
  } catch (error) {
    await putBack(client).catch(() => withClientToTheEnd(url, putBackLeftovers));
    throw error;
  }
}

/** Puts back what a restore that was killed had set aside; false when there is nothing. */
export async function putBackLeftovers(client: Client): Promise<boolean> {
  const isLeft = await isSetAside(client);
  if (isLeft) await putBack(client);
  return isLeft;
}

/** Whether the contents are out of the way: a restore is under way, or was killed. */
export async function isSetAside(client: Client): Promise<boolean> {
  const { rowCount } = await client.query("SELECT FROM pg_namespace WHERE nspname = $1", [
    asideSchema,
  ]);
  return rowCount === 1;
}

/** Refuses a database in which something other than Hallway lives, and, unless it may be replaced, one in use. */
export async function requireFree(
  client: Client,
  { replace }: { replace: boolean },
): Promise<void> {
  const tables = await tablesIn(client);
  if (tables.length === 0) return;
  if (!tables.includes("installation")) {
    throw new BackupError("This database holds something else than Hallway: use an empty one.");
  }
  if (replace) return;
  for (const table of tables.filter((name) => !ownRows.includes(name))) {
    const { rowCount } = await client.query(`SELECT FROM ${escapeIdentifier(table)} LIMIT 1`);
    if (rowCount === 0) continue;
    throw new BackupError(
      "This Hallway is in use: restore into an empty one, or add --replace to give up what it holds.",
    );
  }
}

/**
 * Refuses while another program works with the database: it would go on with what it remembers of the old one. Of another
 * account's connections PostgreSQL shows whose they are, not what kind they are.
 */
export async function requireAlone(client: Client): Promise<void> {
  const { rows } = await client.query<{ count: number }>(`
    SELECT count(*)::int FROM pg_stat_activity
     WHERE datname = current_database() AND usename IS NOT NULL
       AND coalesce(backend_type, 'client backend') = 'client backend'
       AND application_name NOT IN ('hallway backup', 'hallway migration')`);
  const others = rows[0]?.count ?? 0;
  if (others === 0) return;
  throw new BackupError(
    `The database is in use (${others} other connections): stop Hallway, and whatever else is connected, first.`,
  );
}

/** What an empty Hallway holds too. */
const ownRows = ["_prisma_migrations", "installation", "node"];

async function tablesIn(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`
    SELECT relname AS name FROM pg_class c
     WHERE relnamespace = to_regnamespace('public') AND relkind IN ('r', 'p') AND NOT relispartition
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')`);
  return rows.map(({ name }) => name);
}

async function moveAway(client: Client): Promise<void> {
  await client.query(`
    BEGIN;
    ALTER SCHEMA public RENAME TO ${asideSchema};
    CREATE SCHEMA public;
    ${moveExtensions(asideSchema, "public")};
    COMMIT`);
}

async function putBack(client: Client): Promise<void> {
  await client.query(`
    ROLLBACK;
    BEGIN;
    ${moveExtensions("public", asideSchema)};
    DROP SCHEMA IF EXISTS public CASCADE;
    ALTER SCHEMA ${asideSchema} RENAME TO public;
    COMMIT`);
}

/** Extensions stay with the contents that are in place: the migrations look for them there. */
function moveExtensions(from: string, to: string): string {
  return `DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT extname FROM pg_extension WHERE extnamespace = to_regnamespace('${from}') LOOP
      EXECUTE format('ALTER EXTENSION %I SET SCHEMA ${to}', name);
    END LOOP; END $$`;
}
