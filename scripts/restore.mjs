// Puts a backup back into an empty Hallway: npm run restore -- --from FOLDER [--key-file FILE] [--replace]
import { runProgram } from "./program.mjs";

await runProgram("apps/server/src/backup/run-restore.ts", { dev: false });
