import { spawn } from "node:child_process";
import { root } from "./root.mjs";
import { Stop } from "./say.mjs";

const quiet = ["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"];

/** Runs npm, the one that runs us if there is one, in the project or another folder; its output is shown only when it fails. */
export function npm(args, cwd = root) {
  const [command, first] = npmCommand();
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...first, ...args, ...quiet], {
      cwd,
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32" && first.length === 0,
    });
    const output = [];
    child.stdout.on("data", (chunk) => output.push(chunk));
    child.stderr.on("data", (chunk) => output.push(chunk));
    child.on("error", reject);
    child.on("exit", (code) => {
      if (code === 0) return resolve();
      reject(new Stop(`npm ${args.join(" ")} failed:\n${Buffer.concat(output)}`));
    });
  });
}

function npmCommand() {
  const path = process.env.npm_execpath;
  if (path && /npm-cli\.c?js$/.test(path)) return [process.execPath, [path]];
  return [process.platform === "win32" ? "npm.cmd" : "npm", []];
}
