// Takes the pictures of the main screens from the seeded workspace.
import { runProgram } from "./program.mjs";

await runProgram("e2e/screenshots.ts", { dev: true, built: true });
