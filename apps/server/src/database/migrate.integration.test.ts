import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createEmptyDatabase, type TestDatabase } from "../testing/create-database.ts";
import { MigrationError, migrate } from "./migrate.ts";

const logger = pino({ level: "silent" });

let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await createEmptyDatabase();
  folder = mkdtempSync(join(tmpdir(), "hallway-migrations-"));
});

afterEach(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

describe("migrate", { timeout: 60_000 }, () => {
  it("applies what is missing, in order, and nothing twice", async () => {
    write("20260101000000_rooms", "CREATE TABLE room (id int PRIMARY KEY)");
    await migrate({ url: database.url, logger, folder });
    write("20260102000000_fill", "INSERT INTO room VALUES (1)");
    await migrate({ url: database.url, logger, folder });
    await migrate({ url: database.url, logger, folder });
    expect(await query("SELECT id FROM room")).toEqual([{ id: 1 }]);
    expect(await finished()).toEqual(["20260101000000_rooms", "20260102000000_fill"]);
  });

  it("runs a script with functions, quotes and comments whole", async () => {
    write(
      "20260101000000_function",
      "-- one; two\nCREATE FUNCTION answer() RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN ';'; END; $$;",
    );
    await migrate({ url: database.url, logger, folder });
    expect(await query("SELECT answer()")).toEqual([{ answer: ";" }]);
  });

  it("builds an index concurrently while another server waits for its turn", async () => {
    write("20260101000000_rooms", "CREATE TABLE room (id int PRIMARY KEY, name text)");
    write("20260102000000_index", "CREATE INDEX CONCURRENTLY room_name ON room (name)");
    const servers = [1, 2, 3].map(() => migrate({ url: database.url, logger, folder }));
    await Promise.all(servers);
    expect(await finished()).toEqual(["20260101000000_rooms", "20260102000000_index"]);
    expect(await query("SELECT count(*)::int FROM _prisma_migrations")).toEqual([{ count: 2 }]);
  });

  it("builds an index anew of which a failed try left a broken one", async () => {
    write("20260101000000_rooms", "CREATE TABLE room AS SELECT 1 AS id FROM generate_series(1, 2)");
    const name = "20260102000000_index";
    write(name, '-- One room an id.\nCREATE UNIQUE INDEX CONCURRENTLY "room_id" ON room (id)');
    await expect(migrate({ url: database.url, logger, folder })).rejects.toThrow(
      /Unique constraint/,
    );
    await query("DELETE FROM room WHERE ctid = '(0,1)'");
    await migrate({ url: database.url, logger, folder });
    expect(
      await query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'room_id'::regclass"),
    ).toEqual([{ indisvalid: true }]);
  });

  it("gives way while a table is in use, and gets it in the end", async () => {
    write("20260101000000_rooms", "CREATE TABLE room (id int PRIMARY KEY)");
    await migrate({ url: database.url, logger, folder });
    const user = await open();
    await user.query("BEGIN; LOCK TABLE room IN ACCESS SHARE MODE");
    write("20260102000000_name", "ALTER TABLE room ADD COLUMN name text");
    const warned = Promise.withResolvers<void>();
    const listening = pino({ level: "warn" }, { write: () => warned.resolve() });
    const migrating = migrate({ url: database.url, logger: listening, folder });
    await warned.promise;
    expect(await query("SELECT id FROM room")).toEqual([]);
    await user.query("COMMIT");
    await user.end();
    await migrating;
    expect(await query("SELECT name FROM room")).toEqual([]);
  });

  it("runs a backfill that commits as it goes", async () => {
    write(
      "20260101000000_rooms",
      "CREATE TABLE room AS SELECT id, NULL::text AS name FROM generate_series(1, 25) AS id",
    );
    write(
      "20260102000000_fill",
      `DO $$ BEGIN LOOP
         UPDATE room SET name = 'room ' || id WHERE id IN (SELECT id FROM room WHERE name IS NULL LIMIT 10);
         EXIT WHEN NOT FOUND;
         COMMIT;
       END LOOP; END $$`,
    );
    await migrate({ url: database.url, logger, folder });
    expect(
      await query(
        "SELECT count(*)::int, count(DISTINCT xmin::text)::int AS commits FROM room WHERE name IS NOT NULL",
      ),
    ).toEqual([{ count: 25, commits: 3 }]);
  });

  it("calls for a backup before it changes a database that is in use, and does not go on without it", async () => {
    const calls: string[] = [];
    const beforeChange = async () => void calls.push("backup");
    write("20260101000000_rooms", "CREATE TABLE room (id int PRIMARY KEY)");
    await migrate({ url: database.url, logger, folder, beforeChange });
    await migrate({ url: database.url, logger, folder, beforeChange });
    expect(calls).toEqual([]);
    write("20260102000000_name", "ALTER TABLE room ADD COLUMN name text");
    const failing = async () => {
      throw new MigrationError("The disk is full.");
    };
    await expect(
      migrate({ url: database.url, logger, folder, beforeChange: failing }),
    ).rejects.toThrow("The disk is full.");
    expect(await finished()).toEqual(["20260101000000_rooms"]);
    await migrate({ url: database.url, logger, folder, beforeChange });
    expect(calls).toEqual(["backup"]);
    expect(await finished()).toHaveLength(2);
  });

  it("starts on a database to which a newer Hallway has added, not on one from which it took away", async () => {
    write("20260101000000_rooms", "CREATE TABLE room (id int PRIMARY KEY)");
    write("20260102000000_name", "ALTER TABLE room ADD COLUMN name text");
    await migrate({ url: database.url, logger, folder });
    rmSync(join(folder, "20260102000000_name"), { recursive: true });
    await migrate({ url: database.url, logger, folder });
    write("20260103000000_drop_id_contract", "ALTER TABLE room DROP COLUMN id");
    await migrate({ url: database.url, logger, folder });
    rmSync(join(folder, "20260103000000_drop_id_contract"), { recursive: true });
    await expect(migrate({ url: database.url, logger, folder })).rejects.toThrow(
      /A newer Hallway took away what this one needs \(20260103000000_drop_id_contract\)/,
    );
  });

  it("leaves nothing of a script that fails, says why, and runs the mended one", async () => {
    const name = "20260101000000_broken";
    write(name, "CREATE TABLE half (id int); SELECT * FROM nowhere;");
    const failing = migrate({ url: database.url, logger, folder });
    await expect(failing).rejects.toThrow(MigrationError);
    await expect(failing).rejects.toThrow(/could not be migrated: .*nowhere/);
    expect(await query("SELECT to_regclass('half') AS half")).toEqual([{ half: null }]);
    write(name, "CREATE TABLE half (id int)");
    await migrate({ url: database.url, logger, folder });
    expect(await finished()).toEqual([name]);
  });

  it("goes on after a server died in the middle of a migration", async () => {
    write("20260101000000_rooms", "CREATE TABLE room (id int PRIMARY KEY)");
    await migrate({ url: database.url, logger, folder });
    await query("DROP TABLE room");
    await query("UPDATE _prisma_migrations SET finished_at = NULL, applied_steps_count = 0");
    await migrate({ url: database.url, logger, folder });
    expect(await query("SELECT to_regclass('room')::text AS room")).toEqual([{ room: "room" }]);
  });
});

function write(name: string, sql: string): void {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, "migration.sql"), sql);
}

async function finished(): Promise<string[]> {
  const rows = await query(
    "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY migration_name",
  );
  return rows.map((row) => String(row.migration_name));
}

async function open(): Promise<Client> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  return client;
}

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const client = await open();
  try {
    const result = await client.query<Record<string, unknown>>(sql);
    return result.rows;
  } finally {
    await client.end();
  }
}
