import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { inject } from "vitest";

/** A database of a test file's own. */
export type TestDatabase = { url: string; drop(): Promise<void> };

/** Copies the migrated database: an empty Hallway in some milliseconds. Drop it when the file is done. */
export function createDatabase(): Promise<TestDatabase> {
  return create("TEMPLATE hallway STRATEGY file_copy");
}

/** Makes a database without any table, for tests of what builds them. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return create("");
}

async function create(how: string): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await administer(`CREATE DATABASE ${name} ${how}`);
  return {
    url: urlOf(name),
    drop: () => administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

function urlOf(name: string): string {
  const url = new URL(inject("databaseUrl"));
  url.pathname = `/${name}`;
  return url.href;
}

async function administer(sql: string): Promise<void> {
  const client = new Client({ connectionString: urlOf("postgres") });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
