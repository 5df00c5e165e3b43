import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import { EmbeddedDatabaseError } from "./embedded-error.ts";

const patienceMs = 3_000;
const busy = 5;

/**
 * Makes this process the only one that uses a data folder. The lock is the operating system's own (taken through
 * SQLite, since Node offers none), so it dies with the process, however the process dies. A predecessor that is just
 * ending gets a moment to do so.
 */
export async function lockDataFolder(dataDir: string): Promise<{ release(): void }> {
  const deadline = performance.now() + patienceMs;
  const nameFile = join(dataDir, "hallway.pid");
  for (;;) {
    const lock = tryLock(join(dataDir, "hallway.lock"));
    if (lock) {
      writeFileSync(nameFile, `${process.pid}\n`);
      return { release: () => lock.close() };
    }
    if (performance.now() > deadline) throw new EmbeddedDatabaseError(inUse(dataDir, nameFile));
    await pause(50);
  }
}

function tryLock(file: string): DatabaseSync | undefined {
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
    return database;
  } catch (error) {
    database.close();
    if (error instanceof Error && "errcode" in error && error.errcode === busy) return undefined;
    throw new EmbeddedDatabaseError(
      `The folder of ${file} cannot be locked (${error instanceof Error ? error.message : error}): put DATA_DIR on a local disk.`,
    );
  }
}

function inUse(dataDir: string, nameFile: string): string {
  return (
    `Another Hallway (process ${processIn(nameFile)}) is already running on ${dataDir}: ` +
    "stop it first, or give this one a DATA_DIR of its own."
  );
}

function processIn(nameFile: string): string {
  try {
    return readFileSync(nameFile, "utf8").trim();
  } catch {
    return "of unknown number";
  }
}
