// Fills an empty Hallway with a believable workspace and says how to sign in.
import { runProgram } from "./program.mjs";

await runProgram("prisma/seed.ts", { dev: false });
