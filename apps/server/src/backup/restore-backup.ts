import type { Client } from "pg";
import type { Logger } from "pino";
import { migrateInTurn } from "../database/migrate.ts";
import { migrationNames, migrationsFolder } from "../database/migration-list.ts";
import { inMigrationTurn } from "../database/migration-turn.ts";
import { afterRestore } from "./backup-contents.ts";
import { BackupError } from "./backup-error.ts";
import type { OpenBackup } from "./backup-folder.ts";
import { withClient } from "./connect.ts";
import { type Manifest, newer } from "./manifest.ts";
import { restoreRows } from "./restore-rows.ts";
import { putBackLeftovers, replaceContents, requireAlone, requireFree } from "./set-aside.ts";

type Plan = {
  url: string;
  logger: Logger;
  /** Give up what the database holds. */
  replace?: boolean;
};

/**
 * Puts a backup in the place of an empty database, or of any that may be replaced, and begins a new life of it: clients
 * start afresh, nobody is signed in, and open invitations are void. Either all of it happens or nothing.
 */
export async function restoreBackup(
  backup: OpenBackup,
  { url, logger, replace = false }: Plan,
): Promise<void> {
  requireKnown(backup.manifest);
  await inMigrationTurn(url, () =>
    withClient(url, async (client) => {
      await requireAlone(client);
      await putBackLeftovers(client);
      await requireFree(client, { replace });
      const fill = async () => {
        await fillAsItWas(client, backup, { url, logger });
        await migrateInTurn({ url, logger });
        await client.query("ANALYZE");
      };
      await replaceContents(client, { url, fill });
    }),
  );
}

/**
 * Undoes a restore that was killed, for whoever is about to use the database: what they would find is half of it, or
 * empty. Waits while one is under way.
 */
export async function undoKilledRestore({ url, logger }: Omit<Plan, "replace">): Promise<void> {
  await inMigrationTurn(url, async () => {
    if (!(await withClient(url, putBackLeftovers))) return;
    logger.warn("A restore was cut short: the database is again what it was before it");
  });
}

/** Builds the database in the backup's form, as it was but for what must not come back. */
async function fillAsItWas(
  client: Client,
  backup: OpenBackup,
  { url, logger }: Plan,
): Promise<void> {
  const { migrations, tables } = backup.manifest;
  await migrateInTurn({ url, logger, upTo: migrations.at(-1) });
  await client.query("BEGIN");
  await restoreRows(client, backup);
  for (const [table, change] of Object.entries(afterRestore)) {
    if (tables.some(({ name }) => name === table)) await client.query(change);
  }
  await client.query("COMMIT");
}

/** Refuses a backup whose form this Hallway cannot build. */
export function requireKnown({ migrations, hallway }: Manifest): void {
  const known = migrationNames(migrationsFolder);
  if (migrations.some((name) => !known.includes(name))) throw new BackupError(newer(hallway));
  const last = migrations.at(-1) ?? "";
  const missing = known.filter((name) => name <= last && !migrations.includes(name));
  if (missing.length > 0) {
    throw new BackupError(
      `This backup was made by a Hallway with other migrations (it lacks ${missing.join(", ")}).`,
    );
  }
}
