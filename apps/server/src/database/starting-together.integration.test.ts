import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createEmptyDatabase, type TestDatabase } from "../testing/create-database.ts";
import { migrationNames, migrationsFolder } from "./migration-list.ts";

const program = fileURLToPath(new URL("../main.ts", import.meta.url));

let database: TestDatabase;
let home: string;
let servers: ChildProcess[] = [];

beforeEach(async () => {
  database = await createEmptyDatabase();
  home = mkdtempSync(join(tmpdir(), "hallway-together-"));
});

afterEach(async () => {
  const ended = servers.map((server) => server.exitCode === null && once(server, "exit"));
  for (const server of servers) server.kill("SIGTERM");
  await Promise.all(ended);
  servers = [];
  await database.drop();
  rmSync(home, { recursive: true, force: true });
});

it("two servers that start at once on an empty database both come up, and one migrates it", {
  timeout: 120_000,
}, async () => {
  const ports = await Promise.all(["a", "b"].map(start));
  for (const port of ports) {
    const isReady = async () => (await fetch(`http://localhost:${port}/readyz`)).status;
    await expect.poll(isReady, { timeout: 60_000 }).toBe(200);
  }
  const client = new Client({ connectionString: database.url });
  await client.connect();
  const applied = await client.query(
    "SELECT migration_name AS name, finished_at IS NOT NULL AS finished FROM _prisma_migrations ORDER BY 1",
  );
  await client.end();
  const all = migrationNames(migrationsFolder).map((name) => ({ name, finished: true }));
  expect(applied.rows).toEqual(all);
});

/** Starts a whole server on a free port and resolves to that once it says that it is ready. */
async function start(name: string): Promise<number> {
  const env = {
    DATABASE_URL: database.url,
    DATA_DIR: join(home, name),
    PORT: "0",
    LOG_LEVEL: "error",
  };
  const server = spawn(process.execPath, [program], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  servers.push(server);
  for await (const chunk of server.stdout) {
    const port = /ready at \S+:(\d+)/.exec(String(chunk))?.[1];
    if (port) return Number(port);
  }
  throw new Error(`The server ended with ${server.exitCode}`);
}
