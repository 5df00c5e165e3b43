import { type Logger, pino } from "pino";
import { createApp } from "./app.ts";
import { type Config, ConfigError, loadConfig } from "./config.ts";
import { connectDatabase } from "./database/client.ts";
import { EmbeddedDatabaseError } from "./database/embedded/embedded-error.ts";
import { startEmbeddedDatabase } from "./database/embedded.ts";
import { MigrationError, migrate } from "./database/migrate.ts";

/** config → database → app → listen → drain on signal. */
async function main(): Promise<void> {
  const config = loadConfig();
  const logger = pino({ level: config.logLevel });
  const embedded = config.databaseUrl
    ? null
    : await startEmbeddedDatabase({ dataDir: config.dataDir, logger });
  const url = config.databaseUrl ?? embedded?.url ?? "";
  try {
    const stop = await serve({ config, logger, url });
    onSignal(async () => {
      await stop();
      await embedded?.stop();
    });
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

/** Serves on this database; returns how to stop. */
async function serve({
  config,
  logger,
  url,
}: {
  config: Config;
  logger: Logger;
  url: string;
}): Promise<() => Promise<void>> {
  await migrate({ url, logger });
  const database = connectDatabase(url);
  const app = await createApp({ config, logger, database });
  const port = await app.listen();
  if (!config.rateLimits) logger.warn("RATE_LIMITS=off: anyone may ask as often as they like.");
  say(`Hallway is ready at ${config.publicUrl.replace(/:0$/, `:${port}`)}`);
  return async () => {
    await app.close();
    await database.$disconnect();
  };
}

/** The first signal ends in order, a second one at once. */
function onSignal(stop: () => Promise<void>): void {
  let stopping = false;
  async function end(): Promise<void> {
    if (stopping) process.exit(1);
    stopping = true;
    await stop();
    process.exit(0);
  }
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}

/** What can go wrong without being our mistake, in a sentence; null for anything else. */
function expected(error: unknown): string | null {
  if (
    error instanceof ConfigError ||
    error instanceof EmbeddedDatabaseError ||
    error instanceof MigrationError
  ) {
    return error.message;
  }
  if (!(error instanceof Error) || !("code" in error)) return null;
  const where = "port" in error ? `port ${error.port}` : "the port";
  if (error.code === "EADDRINUSE") {
    return `Another program uses ${where} already: stop it, or set PORT to a free one.`;
  }
  if (error.code === "EACCES")
    return `Hallway may not listen on ${where}: set PORT to 1024 or more.`;
  return null;
}

try {
  await main();
} catch (error) {
  const sentence = expected(error) ?? (error instanceof Error ? error.stack : String(error));
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
