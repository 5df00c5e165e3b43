// Breaks things under load and checks what was promised: npm run faults -- --seed 7 --minutes 5
import { runProgram } from "./program.mjs";

await runProgram("faults/src/main.ts", { dev: true });
