import type { Logger } from "pino";
import { createApp } from "./app.ts";
import { backUpBeforeMigration } from "./backup/back-up-before-migration.ts";
import { BackupError } from "./backup/backup-error.ts";
import { undoKilledRestore } from "./backup/restore-backup.ts";
import { type Config, ConfigError, loadConfig } from "./config.ts";
import { connectDatabase } from "./database/client.ts";
import { EmbeddedDatabaseError } from "./database/embedded/embedded-error.ts";
import { type EmbeddedDatabase, startEmbeddedDatabase } from "./database/embedded.ts";
import { MigrationError, migrate } from "./database/migrate.ts";
import { openEarlyDoor } from "./http/early-door.ts";
import { createLogger } from "./logging.ts";
import { whenToldToEnd } from "./told-to-end.ts";

/** config → early door → database → app → listen → drain on signal, or when the database cannot be kept. */
async function main(): Promise<void> {
  const config = loadConfig();
  const logger = createLogger(config.logLevel);
  process.on("uncaughtExceptionMonitor", (error) => {
    logger.fatal({ err: error }, "a mistake of ours ends Hallway");
  });
  const started = start({ config, logger });
  onSignal(async () => (await started).stop());
  const { stop, broken } = await started;
  void broken.then(async (reason) => {
    await stop();
    exitWith(reason);
  });
}

interface Running {
  stop(): Promise<void>;
  /** Resolves with the reason when there is no way to go on; else never. */
  broken: Promise<Error>;
}

async function start({ config, logger }: { config: Config; logger: Logger }): Promise<Running> {
  const door = await openEarlyDoor(config);
  const embedded = config.databaseUrl
    ? null
    : await startEmbeddedDatabase({ dataDir: config.dataDir, logger });
  try {
    const stopServing = await serve({ config, logger, url: urlOf(config, embedded), door });
    return {
      broken: embedded?.broken ?? new Promise(() => undefined),
      async stop() {
        await stopServing();
        await embedded?.stop();
      },
    };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

function urlOf({ databaseUrl }: Config, embedded: EmbeddedDatabase | null): string {
  const url = databaseUrl ?? embedded?.url;
  if (!url) throw new ConfigError("There is no database to use.");
  return url;
}

/** Serves on this database; returns how to stop. */
async function serve({
  config,
  logger,
  url,
  door,
}: {
  config: Config;
  logger: Logger;
  url: string;
  door: { close(): Promise<void> };
}): Promise<() => Promise<void>> {
  await undoKilledRestore({ url, logger });
  const backUp = () => backUpBeforeMigration({ config, logger, url });
  await migrate({ url, logger, beforeChange: config.databaseUrl ? undefined : backUp });
  const database = connectDatabase(url);
  const app = await createApp({ config, logger, database });
  app.context.metrics.measureProcess();
  await door.close();
  const port = await app.listen().catch((error: unknown) => {
    throw portTrouble(error, config);
  });
  if (!config.rateLimits) logger.warn("RATE_LIMITS=off: anyone may ask as often as they like.");
  say(`Hallway is ready at ${config.publicUrl.replace(/:0$/, `:${port}`)}`);
  return async () => {
    await app.close();
    await database.$disconnect();
  };
}

/** Whatever hangs, the process is gone by then: what restarts it may be waiting. */
const END_WITHIN_MS = 29_000;

function onSignal(stop: () => Promise<void>): void {
  whenToldToEnd(["SIGINT", "SIGTERM"], async () => {
    setTimeout(() => process.exit(1), END_WITHIN_MS).unref();
    await stop().catch(exitWith);
    process.exit(0);
  });
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}

/** What can go wrong without being our mistake, in a sentence; null for anything else. */
function expected(error: unknown): string | null {
  if (
    error instanceof ConfigError ||
    error instanceof EmbeddedDatabaseError ||
    error instanceof MigrationError ||
    error instanceof BackupError
  ) {
    return error.message;
  }
  if (!(error instanceof Error) || !("code" in error)) return null;
  const code = String(error.code);
  if ("path" in error && FOLDER_TROUBLE.has(code)) {
    return `Hallway cannot use ${error.path} (${code}): give it to the account that starts Hallway, or set DATA_DIR.`;
  }
  if (DATABASE_TROUBLE.test(code)) {
    return `Hallway cannot get into the database (${code}): see that it runs, and that DATABASE_URL is right.`;
  }
  return null;
}

const FOLDER_TROUBLE = new Set(["EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST"]);
/**
 * Of a connection that does not come to be, and of PostgreSQL for a wrong account (28…) or database (3D000), and for one
 * that lets nobody in at this moment (53300, 57P03).
 */
const DATABASE_TROUBLE =
  /^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|28\w{3}|3D000|53300|57P03)$/;

/** Why this address cannot be had, in a sentence; anything else as it is. */
function portTrouble(error: unknown, { host, port }: Pick<Config, "host" | "port">): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (!/^E[A-Z_]+$/.test(code) || code.startsWith("ERR_")) return error;
  const sentences: Record<string, string> = {
    EADDRINUSE: `Another program uses port ${port} already: stop it, or set PORT to a free one.`,
    EACCES: `Hallway may not listen on port ${port}: set PORT to 1024 or more.`,
  };
  const other = `Hallway cannot listen on ${host} (${code}): set HOST to an address or a name of this machine.`;
  return new ConfigError(sentences[code] ?? other, { cause: error });
}

function exitWith(error: unknown): never {
  const sentence = expected(error) ?? (error instanceof Error ? error.stack : String(error));
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

await main().catch(exitWith);
