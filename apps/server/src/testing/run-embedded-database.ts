// A program for tests: runs the embedded database of the folder it is given until it is told or made to end.
import { pino } from "pino";
import { startEmbeddedDatabase } from "../database/embedded.ts";

const database = await startEmbeddedDatabase({
  dataDir: process.argv[2] ?? "",
  logger: pino({ level: "silent" }),
});
process.once("SIGTERM", async () => {
  await database.stop();
  process.exit();
});
process.send?.({ url: database.url });
