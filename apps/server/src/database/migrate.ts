import { setTimeout as pause } from "node:timers/promises";
import type { DiagnoseMigrationHistoryOutput } from "@prisma/schema-engine-wasm/schema_engine_bg";
import { Client } from "pg";
import type { Logger } from "pino";
import { loadMigrations, migrationsFolder, wholeSchema } from "./migration-list.ts";
import { withSchemaEngine } from "./schema-engine.ts";

/** The database cannot be brought to the form that this Hallway needs; the message says which step failed and why. */
export class MigrationError extends Error {}

type Options = {
  url: string;
  logger: Logger;
  /** Where the migrations lie; a test brings its own. */
  folder?: string;
};

/**
 * Brings the database to the newest form, as `prisma migrate deploy` would. Of several servers that start together one
 * does the work while the others wait, so each calls this first thing.
 */
export async function migrate({ url, logger, folder = migrationsFolder }: Options): Promise<void> {
  const turn = await waitForTurn(url);
  try {
    const started = performance.now();
    const applied = await applyMigrations({ url, logger, folder });
    if (applied.length === 0) return;
    const ms = Math.round(performance.now() - started);
    logger.info({ migrations: applied, ms }, "Brought the database to the newest form");
  } finally {
    await turn.end();
  }
}

async function applyMigrations({ url, logger, folder }: Required<Options>): Promise<string[]> {
  const migrationsList = loadMigrations(folder);
  return withSchemaEngine(url, async (engine) => {
    const found = await engine.diagnoseMigrationHistory({
      migrationsList,
      optInToShadowDatabase: false,
      filters: wholeSchema,
    });
    report(found, logger);
    try {
      // Each script runs in one transaction, so one that was cut short has left nothing and may run again.
      for (const migrationName of found.failedMigrationNames) {
        await engine.markMigrationRolledBack({ migrationName });
      }
      const result = await engine.applyMigrations({ migrationsList, filters: wholeSchema });
      return result.appliedMigrationNames;
    } catch (error) {
      throw new MigrationError(`The database could not be migrated: ${reason(error)}`, {
        cause: error,
      });
    }
  });
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
  if (found.history && found.history.diagnostic !== "databaseIsBehind") {
    logger.warn({ history: found.history }, "The database was last used by a newer Hallway");
  }
}

/** An arbitrary number that means "migrating Hallway" among PostgreSQL's advisory locks. */
const lockNumber = 4_842_915_503;

/**
 * Holds an advisory lock until the returned connection ends. Asking again and again, rather than waiting inside a query,
 * keeps the waiting servers from holding up a CREATE INDEX CONCURRENTLY of the one that works.
 */
async function waitForTurn(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  for (;;) {
    const answer = await client.query<{ mine: boolean }>(
      "SELECT pg_try_advisory_lock($1) AS mine",
      [lockNumber],
    );
    if (answer.rows[0]?.mine) return client;
    await pause(100);
  }
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
