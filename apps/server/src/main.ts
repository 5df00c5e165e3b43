import { pino } from "pino";
import { createApp } from "./app.ts";
import { ConfigError, loadConfig } from "./config.ts";
import { connectDatabase } from "./database/client.ts";
import { EmbeddedDatabaseError } from "./database/embedded/embedded-error.ts";
import { startEmbeddedDatabase } from "./database/embedded.ts";
import { MigrationError, migrate } from "./database/migrate.ts";

/** config → database → app → listen → drain on signal. */
async function main(): Promise<void> {
  const config = loadConfig();
  const logger = pino({
    level: config.logLevel,
    redact: ["req.headers.cookie", "req.headers.authorization"],
  });
  const embedded = config.databaseUrl
    ? null
    : await startEmbeddedDatabase({ dataDir: config.dataDir, logger });
  const url = config.databaseUrl ?? embedded?.url ?? "";
  await migrate({ url, logger });
  const database = connectDatabase(url);
  const app = await createApp({ config, logger, database });
  const port = await app.listen();
  if (!config.rateLimits) logger.warn("RATE_LIMITS=off: anyone may ask as often as they like.");
  say(`Hallway is ready at ${config.publicUrl.replace(/:0$/, `:${port}`)}`);

  let stopping = false;
  async function stop(): Promise<void> {
    if (stopping) process.exit(1);
    stopping = true;
    await app.close();
    await database.$disconnect();
    await embedded?.stop();
    process.exit(0);
  }
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}

try {
  await main();
} catch (error) {
  const expected =
    error instanceof ConfigError ||
    error instanceof EmbeddedDatabaseError ||
    error instanceof MigrationError;
  process.stderr.write(
    `${expected ? error.message : error instanceof Error ? error.stack : error}\n`,
  );
  process.exit(1);
}
