import { setTimeout as pause } from "node:timers/promises";
import type {
  DiagnoseMigrationHistoryOutput,
  SchemaEngine,
} from "@prisma/schema-engine-wasm/schema_engine_bg";
import type { Logger } from "pino";
import { isContract, loadMigrations, migrationsFolder, wholeSchema } from "./migration-list.ts";
import { inMigrationTurn } from "./migration-turn.ts";
import { withSchemaEngine } from "./schema-engine.ts";

/** The database cannot be brought to the form that this Hallway needs; the message says which step failed and why. */
export class MigrationError extends Error {}

type Options = {
  url: string;
  logger: Logger;
  /** Where the migrations lie; a test brings its own. */
  folder?: string;
  /** Runs before a database that is in use is changed; the change waits for it and fails with it. */
  beforeChange?: () => Promise<void>;
};

/**
 * Brings the database to the newest form, as `prisma migrate deploy` would. Of several servers that start together one
 * does the work while the others wait, so each calls this first thing.
 */
export async function migrate(options: Options): Promise<void> {
  await inMigrationTurn(options.url, () => migrateInTurn(options));
}

/** `migrate` for whoever has the turn already; `upTo` names the last migration to apply, instead of all. */
export async function migrateInTurn(options: Options & { upTo?: string }): Promise<void> {
  const started = performance.now();
  const migrations = await applyMigrations(options);
  if (migrations.length === 0) return;
  const ms = Math.round(performance.now() - started);
  options.logger.info({ migrations, ms }, "Brought the database to the newest form");
}

async function applyMigrations(options: Options & { upTo?: string }): Promise<string[]> {
  const { url, logger, folder = migrationsFolder, upTo, beforeChange } = options;
  const list = loadMigrations(folder, upTo);
  return withSchemaEngine(url, async (engine) => {
    const found = await engine.diagnoseMigrationHistory({
      migrationsList: list,
      optInToShadowDatabase: false,
      filters: wholeSchema,
    });
    report(found, logger);
    refuseContracted(found);
    const isInUse = unappliedOf(found).length < list.migrationDirectories.length;
    if (isInUse && unappliedOf(found).length > 0) await beforeChange?.();
    let failed = found.failedMigrationNames;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await runMigrations(engine, { list, failed });
      } catch (error) {
        if (!isLockTimeout(error) || attempt === lockAttempts) throw toMigrationError(error);
        logger.warn({ attempt }, "A migration waits for a table that is in use");
        failed = await failedIn(engine, list);
        await pause(lockPauseMs);
      }
    }
  });
}

/**
 * A migration waits two seconds for a table (`MigrationAdapterFactory`), because everyone else queues up behind it; so it
 * gives way and tries again, for some minutes.
 */
const lockAttempts = 60;
const lockPauseMs = 1_000;

type MigrationPlan = { list: ReturnType<typeof loadMigrations>; failed: string[] };

/** Each script runs in one transaction, so one that was cut short has left nothing and may run again. */
async function runMigrations(
  engine: SchemaEngine,
  { list, failed }: MigrationPlan,
): Promise<string[]> {
  for (const migrationName of failed) await engine.markMigrationRolledBack({ migrationName });
  const result = await engine.applyMigrations({ migrationsList: list, filters: wholeSchema });
  return result.appliedMigrationNames;
}

async function failedIn(engine: SchemaEngine, list: MigrationPlan["list"]): Promise<string[]> {
  const found = await engine.diagnoseMigrationHistory({
    migrationsList: list,
    optInToShadowDatabase: false,
    filters: wholeSchema,
  });
  return found.failedMigrationNames;
}

function report(found: DiagnoseMigrationHistoryOutput, logger: Logger): void {
  if (found.editedMigrationNames.length > 0) {
    logger.warn(
      { migrations: found.editedMigrationNames },
      "Migrations were edited after they ran",
    );
  }
  if (found.failedMigrationNames.length > 0) {
    logger.warn({ migrations: found.failedMigrationNames }, "Running migrations again that failed");
  }
  if (unknownOf(found).length > 0) {
    logger.warn({ migrations: unknownOf(found) }, "The database was last used by a newer Hallway");
  }
}

/** What a newer Hallway added does not disturb this one; what it took away does. */
function refuseContracted(found: DiagnoseMigrationHistoryOutput): void {
  const breaking = unknownOf(found).filter(isContract);
  if (breaking.length === 0) return;
  throw new MigrationError(
    `A newer Hallway took away what this one needs (${breaking.join(", ")}): ` +
      "start that version again, or restore the backup that was made before.",
  );
}

function unappliedOf({ history }: DiagnoseMigrationHistoryOutput): string[] {
  return history && "unappliedMigrationNames" in history ? history.unappliedMigrationNames : [];
}

/** Applied migrations that this Hallway does not have. */
function unknownOf({ history }: DiagnoseMigrationHistoryOutput): string[] {
  return history && "unpersistedMigrationNames" in history ? history.unpersistedMigrationNames : [];
}

function isLockTimeout(error: unknown): boolean {
  return error instanceof Error && /55P03|lock timeout/.test(error.message);
}

function toMigrationError(error: unknown): MigrationError {
  const sentence = `The database could not be migrated: ${reason(error)}`;
  return new MigrationError(sentence, { cause: error });
}

/** What the engine says, without the stack of its own source files. */
function reason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message
    .split("\n")
    .filter((line) => !/^\s*(\d+: \w+::|with |at )/.test(line))
    .join(" ")
    .trim();
}
