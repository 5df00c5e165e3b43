import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { pino } from "pino";
import type { TestProject } from "vitest/node";
import { startEmbeddedDatabase } from "../database/embedded.ts";
import { migrate } from "../database/migrate.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The server that runs for this test run; its database `hallway` is migrated and only ever copied. */
    databaseUrl: string;
  }
}

/** Starts one real PostgreSQL for the whole run, with one migrated database for every test file to copy. */
export default async function startDatabase(project: TestProject) {
  const logger = pino({ level: "warn" });
  const dataDir = mkdtempSync(join(tmpdir(), "hallway-test-"));
  const database = await startEmbeddedDatabase({ dataDir, logger });
  await migrate({ url: database.url, logger });
  await closeToConnections(database.url);
  project.provide("databaseUrl", database.url);
  return async () => {
    await database.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

/** PostgreSQL copies a database only while nobody is connected to it. */
async function closeToConnections(url: string): Promise<void> {
  const other = new URL(url);
  other.pathname = "/postgres";
  const client = new Client({ connectionString: other.href });
  await client.connect();
  await client.query("ALTER DATABASE hallway IS_TEMPLATE true ALLOW_CONNECTIONS false");
  await client.end();
}
