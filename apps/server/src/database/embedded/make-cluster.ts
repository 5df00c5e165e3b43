import { spawn } from "node:child_process";
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Binaries } from "./binaries.ts";
import type { DatabaseOwner } from "./database-owner.ts";
import { EmbeddedDatabaseError } from "./embedded-error.ts";

/** The name of PostgreSQL's superuser, and of the product's database in it. */
export const databaseName = "hallway";

type ClusterPlan = {
  cluster: string;
  binaries: Binaries;
  owner: DatabaseOwner | undefined;
  password: string;
};

/** Makes an empty database folder unless there is one; it appears whole or not at all. */
export async function makeCluster({ cluster, binaries, owner, password }: ClusterPlan) {
  if (existsSync(cluster)) {
    checkVersion(cluster, binaries.major);
    return;
  }
  const half = `${cluster}.half`;
  const passwordFile = `${cluster}.password`;
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (owner) chownSync(passwordFile, owner.uid, owner.gid);
  try {
    await initialise(half, { binaries, owner, passwordFile });
    renameSync(half, cluster);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

type InitPlan = { binaries: Binaries; owner: DatabaseOwner | undefined; passwordFile: string };

/** What systems call the locale that knows every letter: trigram search asks the system what a letter is. */
const letterLocales = ["C.UTF-8", "en_US.UTF-8", "UTF-8", "C"];

async function initialise(folder: string, plan: InitPlan): Promise<void> {
  let refusal = "";
  for (const locale of letterLocales) {
    rmSync(folder, { recursive: true, force: true });
    refusal = await initdb(folder, locale, plan);
    if (refusal === "") return;
    if (!refusal.includes("invalid locale")) break;
  }
  throw new EmbeddedDatabaseError(`The embedded database cannot be made in ${folder}: ${refusal}`);
}

/** Runs PostgreSQL's initdb and resolves to what it complains of, or to nothing. */
function initdb(
  folder: string,
  letterLocale: string,
  { binaries, owner, passwordFile }: InitPlan,
): Promise<string> {
  // The built-in locale sorts and folds the same on every machine, so no index breaks when the system is updated.
  const options = {
    pgdata: folder,
    username: databaseName,
    pwfile: passwordFile,
    auth: "scram-sha-256",
    encoding: "UTF8",
    locale: "C",
    "lc-ctype": letterLocale,
    "locale-provider": "builtin",
    "builtin-locale": "C.UTF-8",
  };
  const args = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
  return new Promise((resolve) => {
    const child = spawn(binaries.initdb, args, {
      ...owner,
      cwd: "/",
      env: { LC_ALL: "C" },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let complaint = "";
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      complaint += chunk;
    });
    child.on("error", (error) => resolve(error.message));
    child.on("close", (code) =>
      resolve(code === 0 ? "" : complaint.trim() || `initdb ended with ${code}`),
    );
  });
}

function checkVersion(cluster: string, major: number): void {
  const made = Number(readFileSync(join(cluster, "PG_VERSION"), "utf8"));
  if (made === major) return;
  throw new EmbeddedDatabaseError(
    `The database in ${cluster} was made by PostgreSQL ${made} and this Hallway brings PostgreSQL ${major}: ` +
      "start the Hallway that made it, export the data there, and import it here.",
  );
}
