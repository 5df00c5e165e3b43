import { join } from "node:path";
import { ensureBuilt } from "./build.mjs";
import { ensureInstalled } from "./install.mjs";
import { ensureNode24, runUnder } from "./node24.mjs";
import { root } from "./root.mjs";
import { run } from "./say.mjs";

/** Runs one of the project's TypeScript programs, with the arguments of this process, once all it needs is there. */
export function runProgram(file, { dev, built = false }) {
  return run(async () => {
    const [node] = await Promise.all([ensureNode24(), ensureInstalled({ dev })]);
    if (built) await ensureBuilt({ node });
    return runUnder(node, [join(root, file), ...process.argv.slice(2)]);
  });
}
