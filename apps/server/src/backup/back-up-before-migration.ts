import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Logger } from "pino";
import type { Config } from "../config.ts";
import { BackupError } from "./backup-error.ts";
import { secretToLock } from "./backup-key.ts";
import { writeBackup } from "./write-backup.ts";

const prefix = "before-migration-";
const kept = 3;

/**
 * Backs up the embedded database before a new version of Hallway changes its form, and keeps the newest three of these.
 * Whoever runs a PostgreSQL of their own backs it up as they see fit.
 */
export async function backUpBeforeMigration({
  config,
  logger,
  url,
}: {
  config: Pick<Config, "dataDir" | "backupKey">;
  logger: Logger;
  url: string;
}): Promise<void> {
  const home = join(config.dataDir, "backups");
  const folder = join(home, `${prefix}${folderNameAt(new Date())}`);
  const started = performance.now();
  try {
    await writeBackup({ url, folder, secret: secretToLock(config) });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new BackupError(
      `The database is to be migrated, but the backup before it failed: ${reason}`,
      { cause: error },
    );
  }
  const ms = Math.round(performance.now() - started);
  logger.info({ folder, ms }, "Backed up the database before its form changes");
  const old = existsSync(home) ? readdirSync(home).filter((name) => name.startsWith(prefix)) : [];
  for (const name of old.sort().slice(0, -kept)) rmSync(join(home, name), { recursive: true });
}

/** `2026-11-22T03-12-45-678Z`: sorts by time, and every file system takes it. */
export function folderNameAt(moment: Date): string {
  return moment.toISOString().replaceAll(/[:.]/g, "-");
}
