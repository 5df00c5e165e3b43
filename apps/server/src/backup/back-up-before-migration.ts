import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Logger } from "pino";
import type { Config } from "../config.ts";
import { BackupError } from "./backup-error.ts";
import { secretToLock } from "./backup-key.ts";
import { formOf } from "./manifest.ts";
import { writeBackup } from "./write-backup.ts";

const prefix = "before-migration-";
const kept = 3;

/**
 * Backs up the embedded database before a new version of Hallway changes its form. Of each form it has had the newest is
 * kept, for three forms: a start that fails again and again cannot push out the backup from before its first try.
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
  removeHalves(home);
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
  removeOld(home);
}

/** Of a Hallway that was killed meanwhile: the lock of the data folder sees to it that no other is writing. */
function removeHalves(home: string): void {
  for (const name of foldersIn(home, `.${prefix}`)) rmSync(join(home, name), { recursive: true });
}

function removeOld(home: string): void {
  const names = foldersIn(home, prefix).sort();
  const newest = new Map(names.map((name) => [formIn(join(home, name)), name]));
  const keeping = [...newest.values()].sort().slice(-kept);
  for (const name of names) {
    if (!keeping.includes(name)) rmSync(join(home, name), { recursive: true });
  }
}

/** One whose form cannot be told counts as a form of its own. */
function formIn(folder: string): string {
  try {
    return formOf(readFileSync(join(folder, "manifest.json"), "utf8")) ?? folder;
  } catch {
    return folder;
  }
}

function foldersIn(home: string, beginning: string): string[] {
  return existsSync(home) ? readdirSync(home).filter((name) => name.startsWith(beginning)) : [];
}

/** `2026-11-22T03-12-45-678Z`: sorts by time, and every file system takes it. */
export function folderNameAt(moment: Date): string {
  return moment.toISOString().replaceAll(/[:.]/g, "-");
}
