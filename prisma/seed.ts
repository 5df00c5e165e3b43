// Fills an empty Hallway with a believable workspace: npm run seed
import { pino } from "pino";
import { backUpBeforeMigration } from "../apps/server/src/backup/back-up-before-migration.ts";
import { onIdleDatabase } from "../apps/server/src/backup/find-database.ts";
import { sentenceFor } from "../apps/server/src/backup/program.ts";
import { undoKilledRestore } from "../apps/server/src/backup/restore-backup.ts";
import { ConfigError, loadConfig } from "../apps/server/src/config.ts";
import { connectDatabase } from "../apps/server/src/database/client.ts";
import { migrate } from "../apps/server/src/database/migrate.ts";
import { DEMO_PASSWORD, type Demo, writeDemo } from "./seed/write-demo.ts";

// An orderly exit takes the embedded database along.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1));
try {
  const demo = await seed();
  console.log(
    `Wrote ${demo.people} people, ${demo.channels} channels and ${demo.messages} messages.`,
  );
  console.log(`Start Hallway and sign in as ${demo.name}, the owner:`);
  console.log(`  E-mail:   ${demo.email}`);
  console.log(`  Password: ${DEMO_PASSWORD}`);
} catch (error) {
  console.error(sentenceFor(error));
  process.exit(1);
}

function seed(): Promise<Demo> {
  const config = loadConfig();
  const logger = pino({ level: config.logLevel === "info" ? "warn" : config.logLevel });
  return onIdleDatabase({ config, logger }, async (url) => {
    await undoKilledRestore({ url, logger });
    const backUp = () => backUpBeforeMigration({ config, logger, url });
    await migrate({ url, logger, beforeChange: config.databaseUrl ? undefined : backUp });
    const database = connectDatabase(url);
    try {
      if ((await database.user.count()) === 0) return await writeDemo(database, new Date());
    } finally {
      await database.$disconnect();
    }
    throw new ConfigError(
      "This Hallway has people already. The demo goes into an empty one: set DATA_DIR to a new folder.",
    );
  });
}
