import { join } from "node:path";
import { Client, DatabaseError } from "pg";
import type { Logger } from "pino";
import { loadSecret } from "../secrets.ts";
import { postgresBinaries } from "./embedded/binaries.ts";
import { clusterFolder } from "./embedded/cluster-folder.ts";
import { openDataFolder } from "./embedded/data-folder.ts";
import { lockDataFolder } from "./embedded/data-lock.ts";
import { databaseOwner } from "./embedded/database-owner.ts";
import { EmbeddedDatabaseError } from "./embedded/embedded-error.ts";
import { stopLeftovers } from "./embedded/leftovers.ts";
import { databaseName, makeCluster } from "./embedded/make-cluster.ts";
import { type ServerPlan, startServer } from "./embedded/postgres-server.ts";
import { keepRunning } from "./embedded/supervision.ts";

/** The database that Hallway brings along: a real PostgreSQL below its data folder. */
export type EmbeddedDatabase = {
  url: string;
  /** Resolves with one sentence when it has died and cannot be brought back; else never. */
  broken: Promise<Error>;
  stop(): Promise<void>;
};

type Options = { dataDir: string; logger: Logger } & Pick<ServerPlan, "attempts">;

/**
 * Starts the embedded PostgreSQL, making it first where there is none, and keeps it running until `stop`. Throws an
 * `EmbeddedDatabaseError` with one clear sentence where it cannot run.
 */
export async function startEmbeddedDatabase(options: Options): Promise<EmbeddedDatabase> {
  const { dataDir } = options;
  openDataFolder(dataDir);
  const lock = await lockDataFolder(dataDir);
  try {
    const password = loadSecret(dataDir, "database-password");
    const plan = await prepare({ ...options, password });
    const server = await startServer(plan);
    const url = `postgresql://${databaseName}:${password}@127.0.0.1:${server.port}/${databaseName}`;
    await ensureDatabase(url).catch(async (error: unknown) => {
      await server.stop();
      throw isWrongPassword(error) ? new EmbeddedDatabaseError(forgotten(dataDir)) : error;
    });
    const keeper = keepRunning(server, plan);
    return {
      url,
      broken: keeper.broken,
      async stop() {
        await keeper.stop();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function prepare({
  dataDir,
  logger,
  attempts,
  password,
}: Options & { password: string }): Promise<ServerPlan> {
  const owner = databaseOwner(join(dataDir, "postgres"));
  const binaries = postgresBinaries(owner);
  const cluster = clusterFolder(dataDir, owner);
  await stopLeftovers(cluster, logger);
  await makeCluster({ cluster, binaries, owner, password });
  return { postgres: binaries.postgres, cluster, owner, logger, attempts };
}

function isWrongPassword(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === "28P01";
}

function forgotten(dataDir: string): string {
  const file = join(dataDir, "secrets", "database-password");
  return (
    `The embedded database does not take the password in ${file}: ` +
    "put back the file with which it was made, or restore a backup into another DATA_DIR."
  );
}

async function ensureDatabase(url: string): Promise<void> {
  const anyway = new URL(url);
  anyway.pathname = "/postgres";
  const client = new Client({ connectionString: anyway.href });
  await client.connect();
  try {
    const found = await client.query("SELECT FROM pg_database WHERE datname = $1", [databaseName]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${databaseName}`);
  } finally {
    await client.end();
  }
}
