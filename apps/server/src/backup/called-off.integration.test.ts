import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../testing/create-database.ts";
import { openFolder } from "./backup-folder.ts";
import { callOff } from "./connect.ts";
import { restoreBackup } from "./restore-backup.ts";
import { writeBackup } from "./write-backup.ts";

const secret = "a secret of twenty or more";

let home: string;
let target: TestDatabase;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), "hallway-called-off-"));
  target = await createDatabase();
});
afterEach(async () => {
  await target.drop();
  rmSync(home, { recursive: true, force: true });
});

test("a restore that is told to end half-way puts back what was there", async () => {
  const folder = join(home, "empty");
  await writeBackup({ url: target.url, folder, secret });
  const slugs = () => query("SELECT slug FROM workspace");
  await query("INSERT INTO workspace (id, name, slug) VALUES (gen_random_uuid(), 'A', 'old')");
  // It logs that the schema stands, before any row is put back.
  const logger = pino({ hooks: { logMethod: callOff } });
  const restoring = restoreBackup(await openFolder(folder, secret), {
    url: target.url,
    logger,
    replace: true,
  });
  await expect(restoring).rejects.toThrow("Stopped before it was done; all is as it was.");
  expect(await slugs()).toEqual([{ slug: "old" }]);
});

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: target.url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
