// Fills an empty Hallway with a believable workspace: npm run seed
import { pino } from "pino";
import { loadConfig } from "../apps/server/src/config.ts";
import { connectDatabase } from "../apps/server/src/database/client.ts";
import { startEmbeddedDatabase } from "../apps/server/src/database/embedded.ts";
import { migrate } from "../apps/server/src/database/migrate.ts";
import { DEMO_PASSWORD, writeDemo } from "./seed/write-demo.ts";

const config = loadConfig();
const logger = pino({ level: config.logLevel === "info" ? "warn" : config.logLevel });
const embedded = config.databaseUrl
  ? null
  : await startEmbeddedDatabase({ dataDir: config.dataDir, logger });
const url = config.databaseUrl ?? embedded?.url ?? "";
await migrate({ url, logger });
const database = connectDatabase(url);
try {
  if ((await database.user.count()) > 0) {
    console.error(
      "This Hallway has people already. The demo goes into an empty one: set DATA_DIR to a new folder.",
    );
    process.exitCode = 1;
  } else {
    const demo = await writeDemo(database, new Date());
    console.log(
      `Wrote ${demo.people} people, ${demo.channels} channels and ${demo.messages} messages.`,
    );
    console.log(`Start Hallway and sign in as ${demo.name}, the owner:`);
    console.log(`  E-mail:   ${demo.email}`);
    console.log(`  Password: ${DEMO_PASSWORD}`);
  }
} finally {
  await database.$disconnect();
  await embedded?.stop();
}
