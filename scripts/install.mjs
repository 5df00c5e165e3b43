import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { npm } from "./npm.mjs";
import { root } from "./root.mjs";
import { say } from "./say.mjs";

/**
 * Installs what package-lock.json names, unless npm's own record in node_modules says that it is there. Running needs
 * the dependencies alone; testing needs the development ones too.
 */
export async function ensureInstalled({ dev }) {
  const wanted = readPackages("package-lock.json");
  const present = readPackages("node_modules/.package-lock.json");
  if (present && isComplete(wanted, present, dev)) return;
  const started = performance.now();
  say("Installing packages…");
  // Node may be older than a package wants: it then runs under the Node that is fetched beside.
  const keepDev = dev || hasDev(wanted, present ?? {});
  const what = present ? ["install", "--no-save"] : ["ci"];
  await npm([...what, "--ignore-scripts", ...(keepDev ? [] : ["--omit=dev"])]);
  say(`Installed in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

function readPackages(file) {
  const path = join(root, file);
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")).packages : undefined;
}

function isComplete(wanted, present, dev) {
  return Object.entries(wanted)
    .filter(
      ([path, entry]) => path.includes("node_modules/") && !entry.link && isNeeded(entry, dev),
    )
    .every(([path, entry]) => present[path]?.version === entry.version);
}

/** Optional packages are those of other machines; the one of this machine comes with its parent. */
function isNeeded(entry, dev) {
  return !entry.optional && !entry.devOptional && (dev || !entry.dev);
}

function hasDev(wanted, present) {
  return Object.keys(present).some((path) => wanted[path]?.dev);
}
