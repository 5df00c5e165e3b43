import { Pool } from "pg";
import { pino } from "pino";
import { startEmbeddedDatabase } from "../../apps/server/src/database/embedded.ts";
import { migrate } from "../../apps/server/src/database/migrate.ts";
import { dataFolder, type ServerProcess, startHallway } from "./server-process.ts";

/** A Hallway whose database the bench may fill and ask by itself. */
export interface Site {
  hallway: ServerProcess;
  /** Straight to the tables, past the server: for data in bulk and for baselines. */
  pool: Pool;
  databaseUrl: string;
  stop(): Promise<void>;
}

export async function startSite(env: Record<string, string> = {}): Promise<Site> {
  const data = dataFolder();
  const logger = pino({ level: "error" });
  const database = await startEmbeddedDatabase({ dataDir: data.path, logger });
  await migrate({ url: database.url, logger });
  const pool = new Pool({ connectionString: database.url, max: 4 });
  // A connection that the database ends while idle is noticed by the next query.
  pool.on("error", () => undefined);
  const server = dataFolder();
  const hallway = await startHallway(server.path, { DATABASE_URL: database.url, ...env });
  return {
    hallway,
    pool,
    databaseUrl: database.url,
    async stop() {
      await hallway.stop();
      await pool.end();
      await database.stop();
      data.remove();
      server.remove();
    },
  };
}
