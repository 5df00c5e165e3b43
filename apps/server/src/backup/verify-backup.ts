import { randomBytes } from "node:crypto";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Client } from "pg";
import { to as copyTo } from "pg-copy-streams";
import type { Logger } from "pino";
import { migrateInTurn } from "../database/migrate.ts";
import { BackupError } from "./backup-error.ts";
import type { OpenBackup } from "./backup-folder.ts";
import { columnsOf } from "./catalog.ts";
import { withClient } from "./connect.ts";
import type { TableInBackup } from "./manifest.ts";
import { requireKnown } from "./restore-backup.ts";
import { restoreRows } from "./restore-rows.ts";
import { RowTally, type Tally } from "./row-tally.ts";

type Plan = {
  /** The server on which the scratch database is made and removed again. */
  url: string;
  logger: Logger;
};

/** Proves a backup: restores it into a scratch database, compares every table, and applies what migrations followed. */
export async function verifyBackup(backup: OpenBackup, { url, logger }: Plan): Promise<void> {
  requireKnown(backup.manifest);
  await withScratchDatabase(url, async (scratch) => {
    await migrateInTurn({ url: scratch, logger, upTo: backup.manifest.migrations.at(-1) });
    await withClient(scratch, async (client) => {
      await client.query("BEGIN");
      await restoreRows(client, backup);
      await client.query("COMMIT");
      for (const table of backup.manifest.tables) await compare(client, table);
    });
    await migrateInTurn({ url: scratch, logger });
  });
}

async function compare(client: Client, table: TableInBackup): Promise<void> {
  const found = await tallyTable(client, table);
  if (found.rows === table.rows && found.fingerprint === table.fingerprint) return;
  throw new BackupError(
    `The table "${table.name}" is not what was backed up: ${found.rows} rows came back of ${table.rows}.`,
  );
}

async function tallyTable(client: Client, table: TableInBackup): Promise<Tally> {
  const tally = new RowTally();
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  await pipeline(client.query(copyTo(`COPY ${columnsOf(table)} TO STDOUT`)), tally, nowhere);
  return tally.tally;
}

async function withScratchDatabase(
  url: string,
  work: (scratch: string) => Promise<void>,
): Promise<void> {
  const name = `hallway_verify_${randomBytes(6).toString("hex")}`;
  const scratch = new URL(url);
  scratch.pathname = `/${name}`;
  const home = new Client({ connectionString: url, application_name: "hallway backup" });
  await home.connect();
  try {
    await home.query(`CREATE DATABASE ${name} TEMPLATE template0`);
    try {
      await work(scratch.href);
    } finally {
      await home.query(`DROP DATABASE ${name} WITH (FORCE)`);
    }
  } finally {
    await home.end();
  }
}
