import { join } from "node:path";
import { Client } from "pg";
import type { Logger } from "pino";
import { loadSecret } from "../secrets.ts";
import { postgresBinaries } from "./embedded/binaries.ts";
import { clusterFolder } from "./embedded/cluster-folder.ts";
import { openDataFolder } from "./embedded/data-folder.ts";
import { lockDataFolder } from "./embedded/data-lock.ts";
import { databaseOwner } from "./embedded/database-owner.ts";
import { stopLeftovers } from "./embedded/leftovers.ts";
import { databaseName, makeCluster } from "./embedded/make-cluster.ts";
import { type PostgresServer, type ServerPlan, startServer } from "./embedded/postgres-server.ts";

/** The database that Hallway brings along: a real PostgreSQL below its data folder. */
export type EmbeddedDatabase = { url: string; stop(): Promise<void> };

type Options = { dataDir: string; logger: Logger };

/**
 * Starts the embedded PostgreSQL, making it first where there is none, and keeps it running until `stop`. Throws an
 * `EmbeddedDatabaseError` with one clear sentence where it cannot run.
 */
export async function startEmbeddedDatabase({
  dataDir,
  logger,
}: Options): Promise<EmbeddedDatabase> {
  openDataFolder(dataDir);
  const lock = await lockDataFolder(dataDir);
  try {
    const password = loadSecret(dataDir, "database-password");
    const plan = await prepare({ dataDir, logger, password });
    const server = await startServer(plan);
    const url = `postgresql://${databaseName}:${password}@127.0.0.1:${server.port}/${databaseName}`;
    await ensureDatabase(url);
    const keeper = keepRunning(server, plan);
    return {
      url,
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
  password,
}: Options & { password: string }): Promise<ServerPlan> {
  const owner = databaseOwner(join(dataDir, "postgres"));
  const binaries = postgresBinaries(owner);
  const cluster = clusterFolder(dataDir, owner);
  await stopLeftovers(cluster, logger);
  await makeCluster({ cluster, binaries, owner, password });
  return { postgres: binaries.postgres, cluster, owner, logger };
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

/** Brings the server back on the same port when it dies under us; when that fails, ends Hallway in the orderly way. */
function keepRunning(first: PostgresServer, plan: ServerPlan): { stop(): Promise<void> } {
  let server = first;
  let stopping = false;
  const watch = async (): Promise<void> => {
    await server.ended;
    if (stopping) return;
    plan.logger.error("The embedded database ended by itself; starting it again");
    await stopLeftovers(plan.cluster, plan.logger);
    server = await startServer(plan, first.port);
    plan.logger.info("The embedded database runs again");
    return watch();
  };
  const watching = watch().catch((error: unknown) => {
    plan.logger.fatal(error, "The embedded database cannot be started again");
    process.kill(process.pid, "SIGTERM");
  });
  return {
    async stop() {
      stopping = true;
      await server.stop();
      await watching;
    },
  };
}
