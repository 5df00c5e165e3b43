import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import type { Logger } from "pino";
import type { Config } from "../config.ts";
import { databaseName } from "../database/embedded/make-cluster.ts";
import { type EmbeddedDatabase, startEmbeddedDatabase } from "../database/embedded.ts";
import { loadSecret } from "../secrets.ts";
import { BackupError } from "./backup-error.ts";

type Place = { config: Config; logger: Logger };

/** Works on the database of this installation, whether a Hallway runs on it or not. */
export async function onDatabase<T>(
  { config, logger }: Place,
  work: (url: string) => Promise<T>,
): Promise<T> {
  const url = config.databaseUrl ?? (await findRunning(config.dataDir));
  if (url !== undefined) return work(url);
  if (!existsSync(join(config.dataDir, "postgres"))) {
    throw new BackupError(
      `There is no database in ${config.dataDir}: set DATA_DIR or DATABASE_URL.`,
    );
  }
  return whileItRuns(await startEmbeddedDatabase({ dataDir: config.dataDir, logger }), work);
}

/** Works on the database of this installation while no Hallway does; with the embedded one its lock sees to that. */
export async function onIdleDatabase<T>(
  { config, logger }: Place,
  work: (url: string) => Promise<T>,
): Promise<T> {
  if (config.databaseUrl !== null) return work(config.databaseUrl);
  return whileItRuns(await startEmbeddedDatabase({ dataDir: config.dataDir, logger }), work);
}

/** Works on a server where a scratch database may be made: the given one, else one that exists only for this. */
export async function onScratchServer<T>(
  { config, logger }: Place,
  work: (url: string) => Promise<T>,
): Promise<T> {
  if (config.databaseUrl !== null) return work(config.databaseUrl);
  const dataDir = mkdtempSync(join(tmpdir(), "hallway-verify-"));
  try {
    return await whileItRuns(await startEmbeddedDatabase({ dataDir, logger }), work);
  } finally {
    const database = join(dataDir, "postgres");
    // It may be a link to a place that the database's account can reach.
    if (existsSync(database)) rmSync(realpathSync(database), { recursive: true });
    rmSync(dataDir, { recursive: true });
  }
}

async function whileItRuns<T>(
  database: EmbeddedDatabase,
  work: (url: string) => Promise<T>,
): Promise<T> {
  try {
    return await work(database.url);
  } finally {
    await database.stop();
  }
}

/** The address of the embedded database that a running Hallway has started, if it has. */
async function findRunning(dataDir: string): Promise<string | undefined> {
  const port = portIn(join(dataDir, "postgres", "cluster", "postmaster.pid"));
  if (port === undefined) return undefined;
  const password = loadSecret(dataDir, "database-password");
  const url = `postgresql://${databaseName}:${password}@127.0.0.1:${port}/${databaseName}`;
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    return url;
  } catch {
    return undefined;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** PostgreSQL writes its port on the fourth line. */
function portIn(pidFile: string): number | undefined {
  try {
    const port = Number(readFileSync(pidFile, "utf8").split("\n")[3]);
    return port > 0 ? port : undefined;
  } catch {
    return undefined;
  }
}
