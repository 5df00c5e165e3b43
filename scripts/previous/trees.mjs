import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { npm } from "../npm.mjs";
import { root } from "../root.mjs";
import { Stop, say } from "../say.mjs";
import { seconds } from "../step.mjs";

/** The newest tag below HEAD. */
export function lastTag() {
  const { status, stdout } = git(["describe", "--tags", "--abbrev=0"]);
  if (status === 0) return stdout.toString().trim();
  throw new Stop("There is no tag yet: name the commit that shall be the release before this one.");
}

/** Puts the project as it was committed into a folder, and installs there what its own lock file names. */
export async function unpack(ref, folder) {
  const started = performance.now();
  const { status, stdout, stderr } = git(["archive", "--format=tar", ref]);
  if (status !== 0) throw new Stop(`git knows no ${ref}: ${stderr}`);
  mkdirSync(folder, { recursive: true });
  const tar = spawnSync("tar", ["-x", "-C", folder], { input: stdout });
  if (tar.status !== 0) throw new Stop(`${ref} could not be unpacked: ${tar.stderr ?? tar.error}`);
  await npm(["ci", "--ignore-scripts"], folder);
  say(`${ref} unpacked and installed in ${seconds(started)}`);
  return folder;
}

const MOST_BYTES = 2 ** 30;

function git(args) {
  return spawnSync("git", args, { cwd: root, maxBuffer: MOST_BYTES });
}
