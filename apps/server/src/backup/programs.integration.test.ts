import { type ChildProcess, execFile, fork } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migrate } from "../database/migrate.ts";

const embedded = fileURLToPath(new URL("../testing/run-embedded-database.ts", import.meta.url));

const PATIENCE = { timeout: 60_000, interval: 10 };
const STOPPED = "Stopped before it was done; all is as it was.\n";

let home: string;
let running: ChildProcess;
let url: string;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "hallway-programs-"));
  // Else, started by root, its databases would lie elsewhere, and stay there.
  chmodSync(home, 0o711);
  running = fork(embedded, [join(home, "data")]);
  const [message]: { url: string }[] = await once(running, "message");
  url = message?.url ?? "";
  await migrate({ url, logger: pino({ level: "silent" }) });
  await query(
    url,
    "INSERT INTO workspace (id, name, slug) VALUES (gen_random_uuid(), 'A', 'acme')",
  );
});

afterAll(() => {
  running.kill("SIGKILL");
  rmSync(home, { recursive: true, force: true });
});

describe("the programs, on an embedded database", { timeout: 120_000 }, () => {
  it("back up while it runs, and restore only when it does not", async () => {
    const backup = await run("backup", { to: "first" });
    expect(backup).toMatchObject({ code: 0 });
    expect(backup.out).toMatch(
      /^Backed up 2 rows of \d+ tables to .*first\n.*encrypted, in .*\n.*secrets\/backup-key: keep a copy elsewhere/,
    );
    expect(statSync(join(home, "first")).mode & 0o777).toBe(0o700);
    expect(await run("backup", {})).toMatchObject({ code: 0 });
    expect(readdirSync(join(home, "data/backups"))).toHaveLength(1);
    const restore = await run("restore", { from: "first" });
    expect(restore).toMatchObject({ code: 1, out: "" });
    expect(restore.err).toMatch(/^Another Hallway \(process \d+\) is already running on .*\n$/);
  });

  it("leave no half of a backup when they are told to end", async () => {
    const before = readdirSync(home);
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      await client.query("BEGIN; LOCK TABLE message IN ACCESS EXCLUSIVE MODE");
      const { child, ended } = start("backup", { to: "never" });
      await expect.poll(() => readdirSync(home), PATIENCE).toHaveLength(before.length + 1);
      child.kill("SIGINT");
      expect(await ended).toEqual({ code: 1, out: "", err: STOPPED });
      expect(readdirSync(home)).toEqual(before);
    } finally {
      await client.end();
    }
  });

  it("leave no copy of a backup's contents when they are told to end", async () => {
    const tmp = join(home, "tmp");
    mkdirSync(tmp, { mode: 0o700 });
    expect(await run("backup", { to: "whole" })).toMatchObject({ code: 0 });
    const { child, ended } = start("verify", { from: "whole" }, { TMPDIR: tmp });
    // Started by root it lies elsewhere: the database's account may not walk into a closed folder.
    const database = () => readdirSync(tmp).map((name) => join(tmp, name, "postgres"))[0] ?? "";
    await expect.poll(() => existsSync(database()), PATIENCE).toBe(true);
    const place = realpathSync(database());
    child.kill("SIGTERM");
    expect(await ended).toEqual({ code: 1, out: "", err: STOPPED });
    expect(readdirSync(tmp)).toEqual([]);
    expect(existsSync(place)).toBe(false);
  });

  it("back up while nobody runs it, prove the backup, and restore it elsewhere", async () => {
    running.kill("SIGTERM");
    await once(running, "exit");
    expect(await run("backup", { to: "second" })).toMatchObject({ code: 0 });
    const verified = await run("verify", { from: "second" });
    expect(verified).toMatchObject({ code: 0 });
    expect(verified.out).toMatch(/workspace: 1 rows, the same\n(.*\n)*The backup is good/);

    const elsewhere = { DATA_DIR: join(home, "elsewhere") };
    const keyless = await run("restore", { from: "second" }, elsewhere);
    expect(keyless.err).toMatch(
      /^There is no key in .*set BACKUP_KEY, or name the file with --key-file/,
    );
    const wrong = await run(
      "restore",
      { from: "second" },
      { ...elsewhere, BACKUP_KEY: "x".repeat(20) },
    );
    expect(wrong.err).toMatch(/^This backup is locked with another key/);
    const restored = await run(
      "restore",
      { from: "second", "key-file": "data/secrets/backup-key" },
      elsewhere,
    );
    expect(restored).toMatchObject({ code: 0 });
    expect(restored.out).toMatch(/^Restored 2 rows of \d+ tables/);
  });

  it("make no database where there is none to back up", async () => {
    const elsewhere = join(home, "nowhere");
    const answer = await run("backup", { to: "third" }, { DATA_DIR: elsewhere });
    expect(answer).toMatchObject({ code: 1, out: "" });
    expect(answer.err).toMatch(
      /^There is no database in .*nowhere: set DATA_DIR or DATABASE_URL\.\n$/,
    );
    expect(existsSync(elsewhere)).toBe(false);
  });

  it.each([
    ["restore", {}, /^Say which backup: --from FOLDER\.\n$/],
    ["verify", { from: "nowhere" }, /^There is no whole backup in .*nowhere/],
    ["backup", { too: "far" }, /^Unknown option '--too'/],
  ])("say in a sentence why they cannot: %s %o", async (name, options, sentence) => {
    const answer = await run(name, options);
    expect(answer.code).toBe(1);
    expect(answer.err).toMatch(sentence);
    expect(answer.err.trim().split("\n")).toHaveLength(1);
  });
});

/** Runs a program to its end; the values of its options are paths below the test's folder. */
function run(...program: Parameters<typeof start>): Promise<Ended> {
  return start(...program).ended;
}

type Ended = { code: number; out: string; err: string };

function start(
  name: string,
  options: Record<string, string>,
  env: Record<string, string> = {},
): { child: ChildProcess; ended: Promise<Ended> } {
  const program = fileURLToPath(new URL(`./run-${name}.ts`, import.meta.url));
  const given = Object.entries(options).flatMap(([option, path]) => [
    `--${option}`,
    join(home, path),
  ]);
  const settings = { env: { DATA_DIR: join(home, "data"), ...env } };
  const { promise: ended, resolve } = Promise.withResolvers<Ended>();
  const child = execFile(process.execPath, [program, ...given], settings, (_error, out, err) =>
    resolve({ code: child.exitCode ?? -1, out, err }),
  );
  return { child, ended };
}

async function query(at: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: at });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
