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

describe("migrate", () => {
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

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    const result = await client.query<Record<string, unknown>>(sql);
    return result.rows;
  } finally {
    await client.end();
  }
}
