// Writes a backup of the database, running or not: npm run backup [-- --to FOLDER]
import { runProgram } from "./program.mjs";

await runProgram("apps/server/src/backup/run-backup.ts", { dev: false });
