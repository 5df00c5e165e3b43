import { join } from "node:path";
import { type Client, escapeIdentifier } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { BackupError } from "./backup-error.ts";
import type { OpenBackup } from "./backup-folder.ts";
import { columnsOf } from "./catalog.ts";
import type { TableInBackup } from "./manifest.ts";
import { unsealRows } from "./sealed-file.ts";

/** Fills the tables of a database that has the backup's own form, in the caller's transaction. */
export async function restoreRows(client: Client, backup: OpenBackup): Promise<void> {
  const { tables, sequences } = backup.manifest;
  const names = tables.map(({ name }) => escapeIdentifier(name)).join(", ");
  await client.query(`TRUNCATE ${names} CASCADE`);
  for (const table of tables) await restoreTable(client, backup, table);
  for (const { name, value } of sequences) {
    await client.query("SELECT setval($1::regclass, $2)", [escapeIdentifier(name), value]);
  }
}

async function restoreTable(
  client: Client,
  { folder, keys }: OpenBackup,
  table: TableInBackup,
): Promise<void> {
  const copy = client.query(copyFrom(`COPY ${columnsOf(table)} FROM STDIN`));
  const tally = await unsealRows(copy, { path: join(folder, table.file), key: keys.seal });
  const isWhole = tally.rows === table.rows && tally.fingerprint === table.fingerprint;
  if (isWhole && copy.rowCount === table.rows) return;
  throw new BackupError(`The table "${table.name}" came out of the backup other than it went in.`);
}
