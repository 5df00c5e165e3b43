// Runs one benchmark beside its baseline, or all of them: npm run bench -- fan-out --json result.json
import { runProgram } from "./program.mjs";

await runProgram("bench/src/main.ts", { dev: true });
