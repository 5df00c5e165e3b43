import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startEmbeddedDatabase } from "./embedded.ts";

const program = fileURLToPath(new URL("../testing/run-embedded-database.ts", import.meta.url));
const logger = pino({ level: "silent" });

const PATIENCE = { timeout: 60_000 };
vi.setConfig({ testTimeout: 120_000 });

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "hallway-embedded-"));
});

afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

describe("startEmbeddedDatabase", () => {
  it("keeps what was written over a stop and a start, and asks for a password", async () => {
    const first = await startEmbeddedDatabase({ dataDir, logger });
    await query(first.url, "CREATE TABLE note AS SELECT 'kept' AS text");
    await expect(query(first.url.replace(/:[^:@]+@/, ":wrong@"), "SELECT 1")).rejects.toThrow(
      /password authentication failed/,
    );
    await first.stop();
    await expect(query(first.url, "SELECT 1")).rejects.toThrow();

    const second = await startEmbeddedDatabase({ dataDir, logger });
    expect(await query(second.url, "SELECT text FROM note")).toEqual([{ text: "kept" }]);
    await second.stop();
  });

  it("closes its secrets and its files to others", async () => {
    const database = await startEmbeddedDatabase({ dataDir, logger });
    const modeOf = (path: string) => statSync(join(dataDir, path)).mode & 0o777;
    expect(modeOf("secrets")).toBe(0o700);
    expect(modeOf("secrets/database-password")).toBe(0o600);
    expect(modeOf("postgres/cluster")).toBe(0o700);
    await database.stop();
  });

  it("knows the letters of every language", async () => {
    const database = await startEmbeddedDatabase({ dataDir, logger });
    await query(database.url, "CREATE EXTENSION pg_trgm");
    const [row] = await query(
      database.url,
      "SELECT similarity('ПРИВЕТ', 'привет') AS cyrillic, cardinality(show_trgm('你好世界')) > 0 AS chinese",
    );
    expect(row).toEqual({ cyrillic: 1, chinese: true });
    await database.stop();
  });

  it("runs below a folder that is closed to others, also as root", async () => {
    chmodSync(dataDir, 0o700);
    const database = await startEmbeddedDatabase({ dataDir: join(dataDir, "clone/data"), logger });
    expect(await query(database.url, "SELECT 1 AS fine")).toEqual([{ fine: 1 }]);
    await database.stop();
    rmSync(realpathSync(join(dataDir, "clone/data/postgres")), { recursive: true });
  });

  it("refuses a second Hallway on the same folder in one sentence", async () => {
    const database = await startEmbeddedDatabase({ dataDir, logger });
    await expect(startEmbeddedDatabase({ dataDir, logger })).rejects.toThrow(
      `Another Hallway (process ${process.pid}) is already running on ${dataDir}: ` +
        "stop it first, or give this one a DATA_DIR of its own.",
    );
    expect(await query(database.url, "SELECT 1 AS still")).toEqual([{ still: 1 }]);
    await database.stop();
  });

  it("refuses a data folder that it cannot use in one sentence", async () => {
    const file = join(dataDir, "file");
    writeFileSync(file, "");
    await expect(startEmbeddedDatabase({ dataDir: join(file, "data"), logger })).rejects.toThrow(
      /^Hallway cannot use its data folder .*file\/data \(ENOTDIR\): start it as the account that owns/,
    );
  });

  it("says in one sentence that its password was lost or its files are damaged", async () => {
    const database = await startEmbeddedDatabase({ dataDir, logger });
    await database.stop();
    const secret = join(dataDir, "secrets/database-password");
    const password = readFileSync(secret);
    writeFileSync(secret, "another\n");
    await expect(startEmbeddedDatabase({ dataDir, logger })).rejects.toThrow(
      /^The embedded database does not take the password in .*secrets\/database-password: put back/,
    );
    expect(existsSync(join(dataDir, "postgres/cluster/postmaster.pid"))).toBe(false);

    writeFileSync(secret, password);
    rmSync(join(dataDir, "postgres/cluster/global/pg_control"));
    await expect(startEmbeddedDatabase({ dataDir, logger, attempts: 1 })).rejects.toThrow(
      /^The embedded database does not start: could not find the database system/,
    );
  });

  it("refuses a database of an older or newer PostgreSQL in one sentence", async () => {
    const database = await startEmbeddedDatabase({ dataDir, logger });
    await database.stop();
    for (const other of [17, 19]) {
      writeFileSync(join(dataDir, "postgres/cluster/PG_VERSION"), `${other}\n`);
      await expect(startEmbeddedDatabase({ dataDir, logger })).rejects.toThrow(
        new RegExp(`was made by PostgreSQL ${other} and this Hallway brings PostgreSQL 18`),
      );
    }
  });
});

describe("after kill -9", () => {
  it.each(["of Hallway alone", "of Hallway and its database"])(
    "%s it starts again with everything",
    async (whom) => {
      const { child, url } = await runElsewhere();
      await query(url, "CREATE TABLE note AS SELECT 'kept' AS text");
      const victims = [child.pid, ...(whom.endsWith("database") ? [serverOf(dataDir)] : [])];
      for (const pid of victims) process.kill(Number(pid), "SIGKILL");
      await once(child, "exit");

      const database = await startEmbeddedDatabase({ dataDir, logger });
      expect(await query(database.url, "SELECT text FROM note")).toEqual([{ text: "kept" }]);
      await database.stop();
    },
  );

  it("does not take a stranger for its database", async () => {
    const database = await startEmbeddedDatabase({ dataDir, logger });
    await database.stop();
    writeFileSync(join(dataDir, "postgres/cluster/postmaster.pid"), `${process.ppid}\n`);
    const again = await startEmbeddedDatabase({ dataDir, logger });
    expect(await query(again.url, "SELECT 1 AS fine")).toEqual([{ fine: 1 }]);
    await again.stop();
  });

  it("of the database alone it is brought back at the same address, again and again", async () => {
    const database = await startEmbeddedDatabase({ dataDir, logger });
    await query(database.url, "CREATE TABLE note (round int)");
    for (let round = 1; round <= 3; round++) {
      await query(database.url, `INSERT INTO note VALUES (${round})`);
      process.kill(serverOf(dataDir), "SIGKILL");
      await expect
        .poll(
          () => query(database.url, "SELECT max(round) AS last FROM note").catch(() => []),
          PATIENCE,
        )
        .toEqual([{ last: round }]);
    }
    await database.stop();
  });

  it("of one of its connections it goes on by itself", async () => {
    const database = await startEmbeddedDatabase({ dataDir, logger });
    const server = serverOf(dataDir);
    const busy = query(database.url, "SELECT pg_sleep(60)").catch(() => "cut");
    const sleepers = () =>
      query(database.url, "SELECT pid FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)'");
    await expect.poll(sleepers, PATIENCE).toHaveLength(1);
    const [victim] = await sleepers();
    process.kill(Number(victim?.pid), "SIGKILL");
    expect(await busy).toBe("cut");
    await expect
      .poll(() => query(database.url, "SELECT 1 AS fine").catch(() => []), PATIENCE)
      .toEqual([{ fine: 1 }]);
    expect(serverOf(dataDir)).toBe(server);
    await database.stop();
  });

  it("gives up in one sentence when the database can't be started any more", async () => {
    const database = await startEmbeddedDatabase({ dataDir, logger, attempts: 2 });
    writeFileSync(join(dataDir, "postgres/cluster/postgresql.conf"), "no_such_setting = on\n");
    process.kill(serverOf(dataDir), "SIGKILL");
    const reason = await database.broken;
    expect(reason.message).toMatch(/^The embedded database does not start: .*contains errors/);
    await database.stop();
  });

  it("stops at once while it is being brought back", async () => {
    const database = await startEmbeddedDatabase({ dataDir, logger });
    writeFileSync(join(dataDir, "postgres/cluster/postgresql.conf"), "no_such_setting = on\n");
    process.kill(serverOf(dataDir), "SIGKILL");
    await expect
      .poll(() => query(database.url, "SELECT 1").catch(() => "away"), PATIENCE)
      .toBe("away");
    await database.stop();
    const broken = await Promise.race([database.broken, "not told"]);
    expect(broken).toBe("not told");
  });
});

async function runElsewhere(): Promise<{ child: ChildProcess; url: string }> {
  const child = fork(program, [dataDir]);
  const [message]: { url: string }[] = await once(child, "message");
  return { child, url: message?.url ?? "" };
}

function serverOf(folder: string): number {
  return Number.parseInt(readFileSync(join(folder, "postgres/cluster/postmaster.pid"), "utf8"), 10);
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
