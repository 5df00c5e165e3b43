// Proves a backup by restoring it into a scratch database: npm run verify-backup -- --from FOLDER [--key-file FILE]
import { runProgram } from "./program.mjs";

await runProgram("apps/server/src/backup/run-verify.ts", { dev: false });
