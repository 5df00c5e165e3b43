import { spawn } from "node:child_process";
import { withNodeFirst } from "../node24.mjs";

/** Runs a command in a folder with its output shown; resolves to whether it went well. */
export function succeeds(node, args, cwd) {
  return new Promise((resolve) => {
    const child = spawn(node, args, { cwd, stdio: ["ignore", 2, 2], env: withNodeFirst(node) });
    child.on("error", () => resolve(false));
    child.on("exit", (code) => resolve(code === 0));
  });
}
