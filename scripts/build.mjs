import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withNodeFirst } from "./node24.mjs";
import { root } from "./root.mjs";
import { Stop, say } from "./say.mjs";

const web = join(root, "apps/web");
const stamp = join(web, "dist/.inputs");

/** What the web client is built from. */
const inputs = [
  "apps/web/index.html",
  "apps/web/package.json",
  "apps/web/public",
  "apps/web/src",
  "apps/web/tsconfig.json",
  "apps/web/vite.config.ts",
  "packages/markup/src",
  "packages/protocol/src",
  "tsconfig.base.json",
  "package-lock.json",
];

/** Builds the web client into apps/web/dist unless it is already built from what lies here now. */
export async function ensureBuilt({ node }) {
  const fingerprint = fingerprintOf(inputs.map((input) => join(root, input)));
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint) return;
  const started = performance.now();
  say("Building the web client…");
  await build(node);
  writeFileSync(stamp, fingerprint);
  say(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

function build(node) {
  const vite = join(root, "node_modules/vite/bin/vite.js");
  return new Promise((resolve, reject) => {
    const child = spawn(node, [vite, "build", "--logLevel", "warn"], {
      cwd: web,
      stdio: ["ignore", 2, 2],
      env: { ...withNodeFirst(node), NODE_ENV: "production" },
    });
    child.on("error", reject);
    child.on("exit", (code) => {
      if (code === 0) resolve();
      else reject(new Stop("The web client could not be built; see Vite's message above."));
    });
  });
}

function fingerprintOf(paths) {
  const hash = createHash("sha256");
  for (const path of paths.filter((path) => existsSync(path)).flatMap(filesBelow)) {
    hash.update(path.slice(root.length)).update("\0").update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex");
}

function filesBelow(path) {
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path).sort();
  return names.flatMap((name) => filesBelow(join(path, name)));
}
