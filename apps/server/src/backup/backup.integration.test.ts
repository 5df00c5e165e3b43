import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  createDatabase,
  createEmptyDatabase,
  type TestDatabase,
} from "../testing/create-database.ts";
import { startServer, type TestServer } from "../testing/start-server.ts";
import { createWorkspace, findGeneral, say } from "../testing/world.ts";
import { backUpBeforeMigration } from "./back-up-before-migration.ts";
import { openFolder } from "./backup-folder.ts";
import { verifyBackup } from "./verify-backup.ts";
import { writeBackup } from "./write-backup.ts";

const logger = pino({ level: "silent" });
const secret = "a secret of twenty or more";

let home: string;
let whole: string;
let source: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "hallway-backup-"));
  source = await createDatabase();
  server = await startServer({}, { database: source });
  const ann = await server.signUp("Ann Archer");
  const workspaceId = await createWorkspace(ann, "acme");
  const general = await findGeneral(ann, workspaceId);
  for (const text of ["Hello.", "A tab\tand\na break, \\N and ünïcödé 🙂."]) {
    await say(ann, workspaceId, { to: general, text });
  }
  whole = join(home, "whole");
  await writeBackup({ url: source.url, folder: whole, secret });
});

afterAll(async () => {
  await server.close();
  rmSync(home, { recursive: true, force: true });
});

describe("a backup", { timeout: 60_000 }, () => {
  it("is closed to others, shows no text, and leaves out who is signed in", async () => {
    expect(statSync(whole).mode & 0o777).toBe(0o700);
    const names = readdirSync(whole);
    for (const name of names) {
      expect(statSync(join(whole, name)).mode & 0o777).toBe(0o600);
      expect(readFileSync(join(whole, name)).includes("Hello.")).toBe(false);
    }
    expect(names).not.toContain("session.rows");
    expect(names).not.toContain("verification.rows");
    const { manifest } = await openFolder(whole, secret);
    const account = manifest.tables.find(({ name }) => name === "account");
    expect(account?.columns).toContain("password");
    expect(account?.columns.filter((column) => column.endsWith("_token"))).toEqual([]);
  });

  it("decides of every column that sounds secret whether it is kept", async () => {
    const rows = await query(
      source.url,
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
        WHERE table_schema = 'public' AND column_name ~ 'token|secret|password|value|code|key' ORDER BY 1`,
    );
    const kept = [
      "account.password", // a hash: people keep their passwords
      "conversation.dm_key", // who is in it
      "invite.token_hash", // a hash, and void after a restore
      "invite.token_hint", // its last characters, as the list of invitations shows them
      "member.name_key", // the name, folded
    ];
    const leftOut = [
      "account.access_token",
      "account.access_token_expires_at",
      "account.id_token",
      "account.refresh_token",
      "account.refresh_token_expires_at",
      "session.token",
      "verification.value",
    ];
    expect(rows.map(({ name }) => name)).toEqual([...kept, ...leftOut].sort());
  });

  it("proves itself against a scratch database, which is gone afterwards", async () => {
    await verifyBackup(await openFolder(whole, secret), { url: source.url, logger });
    const left = "SELECT datname FROM pg_database WHERE datname LIKE 'hallway_verify_%'";
    expect(await query(source.url, left)).toEqual([]);
  });

  it("is not written over what is there, nor of a database without a Hallway", async () => {
    await expect(writeBackup({ url: source.url, folder: whole, secret })).rejects.toThrow(
      /is there already/,
    );
    const empty = await createEmptyDatabase();
    const folder = join(home, "of-nothing");
    await expect(writeBackup({ url: empty.url, folder, secret })).rejects.toThrow(/no Hallway/);
    expect(readdirSync(home)).toEqual(["whole"]);
    await empty.drop();
  });

  it("leaves nothing behind when it is cut short", async () => {
    const folder = join(home, "short");
    // A program in a container has the same number each time.
    const halfOfKilled = join(home, `.short.half-${process.pid}`);
    mkdirSync(halfOfKilled);
    await holdingBack(source.url, async () => {
      const writing = writeBackup({ url: source.url, folder, secret }).then(
        () => "whole",
        () => "cut short",
      );
      await untilReading(source.url);
      await query(
        source.url,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'hallway backup' AND datname = current_database()",
      );
      expect(await writing).toBe("cut short");
    });
    rmSync(halfOfKilled, { recursive: true });
    expect(readdirSync(home)).toEqual(["whole"]);
  });
});

describe("backUpBeforeMigration", { timeout: 60_000 }, () => {
  it("keeps the newest of the last three forms, whatever start fails again and again", async () => {
    const config = { dataDir: join(home, "data"), backupKey: secret };
    const backups = join(home, "data/backups");
    const halfOfKilled = join(backups, ".before-migration-2026-01-01.half-1");
    mkdirSync(halfOfKilled, { recursive: true });
    const database = await createDatabase();
    const written: string[] = [];
    for (const form of ["29990101000000_a", "29990101000001_b", "29990101000002_c"]) {
      for (let start = 0; start < 2; start += 1) {
        await backUpBeforeMigration({ config, logger, url: database.url });
        written.push(readdirSync(backups).at(-1) ?? "");
      }
      await query(
        database.url,
        `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('${form}', '', '${form}', now())`,
      );
    }
    expect(readdirSync(backups)).toEqual([written[1], written[3], written[5]]);
    await backUpBeforeMigration({ config, logger, url: database.url });
    await database.drop();
    const kept = readdirSync(backups);
    expect(kept).toEqual([written[3], written[5], kept[2]]);
    for (const name of kept) await openFolder(join(backups, name), secret);
    const nowhere = source.url.replace(/[^/]+$/, "nowhere");
    await expect(backUpBeforeMigration({ config, logger, url: nowhere })).rejects.toThrow(
      /is to be migrated, but the backup before it failed: .*nowhere/,
    );
    expect(readdirSync(backups)).toEqual(kept);
  });
});

/** Keeps a table locked so that a backup stops before it, for as long as `work` runs. */
async function holdingBack(url: string, work: () => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("BEGIN; LOCK TABLE message IN ACCESS EXCLUSIVE MODE");
    await work();
  } finally {
    await client.end();
  }
}

async function untilReading(url: string): Promise<void> {
  await expect
    .poll(
      () =>
        query(
          url,
          "SELECT FROM pg_stat_activity WHERE application_name = 'hallway backup' AND wait_event_type = 'Lock' AND datname = current_database()",
        ),
      { timeout: 50_000 },
    )
    .toHaveLength(1);
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
