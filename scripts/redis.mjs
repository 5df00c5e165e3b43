import { spawnSync } from "node:child_process";
import { say } from "./say.mjs";

/** Sees to it that the tests of several nodes find a Redis; where it cannot, they say themselves what to install. */
export function ensureRedis() {
  if (["redis-server", "valkey-server"].some((program) => succeeds(program, ["--version"]))) return;
  if (!succeeds("apt-get", ["--version"])) return;
  say("Installing redis-server for the tests of several nodes");
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "--non-interactive"];
  apt([...asRoot, "apt-get", "update", "-qq"]);
  // In runlevel 1 the package's service is installed and not started.
  apt([...asRoot, "env", "RUNLEVEL=1", "apt-get", "install", "-y", "-qq", "redis-server"]);
}

function apt([program, ...args]) {
  spawnSync(program, args, { stdio: ["ignore", "ignore", "inherit"] });
}

function succeeds(program, args) {
  return spawnSync(program, args, { stdio: "ignore" }).status === 0;
}
