import { join } from "node:path";
import { type Client, escapeIdentifier } from "pg";
import { to as copyTo } from "pg-copy-streams";
import { version } from "../version.ts";
import { BackupError } from "./backup-error.ts";
import { writeFolder } from "./backup-folder.ts";
import { type BackupKeys, deriveKeys, newSalt } from "./backup-key.ts";
import { columnsOf, readMigrations, readSequences, readTables, type Table } from "./catalog.ts";
import { withClient } from "./connect.ts";
import { backupFormat, type Manifest, type TableInBackup } from "./manifest.ts";
import { sealRows } from "./sealed-file.ts";
import { isSetAside } from "./set-aside.ts";

type Plan = {
  url: string;
  /** The backup's own folder, which must not exist yet. */
  folder: string;
  secret: string;
};

/**
 * Writes all of a database as it is at one moment, while it goes on being used: every commit that was acknowledged before
 * the call is in it. Memory does not grow with the database.
 */
export async function writeBackup({ url, folder, secret }: Plan): Promise<Manifest> {
  return withClient(url, async (client) => {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    if (await isSetAside(client)) {
      throw new BackupError(
        "A restore of this database is under way or was cut short: wait for its end, or start Hallway, which undoes it.",
      );
    }
    const migrations = await readMigrations(client);
    if (migrations.length === 0) throw new BackupError("There is no Hallway in this database yet.");
    const manifest = await writeFolder(folder, async (half) => {
      const salt = newSalt();
      const keys = deriveKeys(secret, salt);
      return { keys, manifest: await writeTables(client, { half, keys, salt, migrations }) };
    });
    await client.query("COMMIT");
    return manifest;
  });
}

type Draft = { half: string; keys: BackupKeys; salt: string; migrations: string[] };

async function writeTables(client: Client, draft: Draft): Promise<Manifest> {
  const createdAt = new Date().toISOString();
  const tables: TableInBackup[] = [];
  const found = await readTables(client);
  // No migration may change them before they are read.
  const names = found.map(({ name }) => escapeIdentifier(name)).join(", ");
  await client.query(`LOCK TABLE ${names} IN ACCESS SHARE MODE`);
  for (const table of found) {
    tables.push(await writeTable(client, { table, ...draft }));
  }
  return {
    format: backupFormat,
    hallway: version,
    createdAt,
    epoch: await readEpoch(client),
    migrations: draft.migrations,
    salt: draft.salt,
    keyCheck: draft.keys.check,
    tables,
    sequences: await readSequences(client),
  };
}

async function writeTable(
  client: Client,
  { table, half, keys }: { table: Table; half: string; keys: BackupKeys },
): Promise<TableInBackup> {
  const file = `${table.name}.rows`;
  const rows = client.query(copyTo(`COPY ${columnsOf(table)} TO STDOUT`));
  const written = await sealRows(rows, { path: join(half, file), key: keys.seal });
  return { ...table, file, ...written };
}

async function readEpoch(client: Client): Promise<string> {
  const { rows } = await client.query<{ epoch: string }>("SELECT epoch FROM installation");
  const epoch = rows[0]?.epoch;
  if (epoch === undefined)
    throw new BackupError("The row that names the database's life is missing.");
  return epoch;
}
