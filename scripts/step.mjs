import { spawn } from "node:child_process";
import { withNodeFirst } from "./node24.mjs";
import { root } from "./root.mjs";
import { say } from "./say.mjs";

/** Runs one step's command with its output shown, tells how long it took, and resolves to whether it went well. */
export async function step(name, node, args) {
  say(`\n── ${name}`);
  const started = performance.now();
  const isFine = await succeeds(node, args);
  say(`── ${name}: ${isFine ? "ok" : "FAILED"} in ${seconds(started)}`);
  return isFine;
}

/** The time since a moment, for people. */
export function seconds(started) {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}

function succeeds(node, args) {
  return new Promise((resolve) => {
    const child = spawn(node, args, { cwd: root, stdio: "inherit", env: withNodeFirst(node) });
    child.on("error", () => resolve(false));
    child.on("exit", (code) => resolve(code === 0));
  });
}
