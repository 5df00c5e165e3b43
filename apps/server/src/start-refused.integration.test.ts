import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "./testing/create-database.ts";
import { runHallway } from "./testing/run-hallway.ts";

const TIMEOUT_MS = 400_000;

let dataDir: string;
let database: TestDatabase;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "hallway-refused-"));
  database = await createDatabase();
});
afterEach(async () => {
  await database.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** What it says before it ends. */
async function lastWords(env: Record<string, string>): Promise<string> {
  const failure = await runHallway(env).then(String, (error: Error) => error.message);
  return failure.replace(/^Hallway ended with 1: /, "");
}

test(
  "a folder that cannot be used is said in one sentence",
  async () => {
    const file = join(dataDir, "file");
    writeFileSync(file, "");
    const env = { DATA_DIR: join(file, "data"), DATABASE_URL: database.url };
    expect(await lastWords(env)).toMatch(/^Hallway cannot use \S+ \(ENOTDIR\): .* set DATA_DIR\.$/);
  },
  TIMEOUT_MS,
);

test(
  "a database that is not there is said in one sentence, without its password",
  async () => {
    const env = { DATA_DIR: dataDir, DATABASE_URL: "postgresql://me:hunter2@127.0.0.1:1/hallway" };
    expect(await lastWords(env)).toBe(
      "Hallway cannot get into the database (ECONNREFUSED): see that it runs, and that DATABASE_URL is right.",
    );
  },
  TIMEOUT_MS,
);

test.each([
  ["nowhere.invalid", /^Hallway cannot listen on nowhere\.invalid \(\w+\): set HOST to .*\.$/],
  ["192.0.2.1", /^Hallway cannot listen on 192\.0\.2\.1 \(\w+\): set HOST to .*\.$/],
])(
  "a HOST that is not this machine's is said in one sentence: %s",
  async (HOST, sentence) => {
    expect(await lastWords({ DATA_DIR: dataDir, DATABASE_URL: database.url, HOST })).toMatch(
      sentence,
    );
  },
  TIMEOUT_MS,
);

test(
  "a database that takes nobody in at this moment is said in one sentence",
  async () => {
    const url = new URL(database.url);
    url.username = "full_house";
    url.password = "secret";
    const admin = new Client({ connectionString: database.url });
    await admin.connect();
    await admin.query("CREATE ROLE full_house LOGIN PASSWORD 'secret' CONNECTION LIMIT 0");
    const said = await lastWords({ DATA_DIR: dataDir, DATABASE_URL: url.href });
    await admin.query("DROP ROLE full_house");
    await admin.end();
    expect(said).toMatch(
      /^Hallway cannot get into the database \(53300\): .* DATABASE_URL is right\.$/,
    );
  },
  TIMEOUT_MS,
);
