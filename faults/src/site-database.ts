import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { isAlive } from "./process-life.ts";
import { until } from "./waiting.ts";

/** The PostgreSQL of a site. */
export interface SiteDatabase {
  /** Past every proxy. */
  url(): string;
  /** Ends it without a warning; resolves when it is gone. */
  kill(): Promise<void>;
  /** Resolves when it takes connections (again). */
  start(): Promise<void>;
  /** Ends it in order. */
  stop(): Promise<void>;
}

/** The database that a node brings along: the node starts and stops it, we can only kill it. */
export function embeddedDatabase(dataDir: string): SiteDatabase {
  function url(): string {
    const password = readFileSync(join(dataDir, "secrets/database-password"), "utf8").trim();
    return `postgresql://hallway:${password}@127.0.0.1:${pidFileLine(dataDir, 3)}/hallway`;
  }
  return {
    url,
    async kill() {
      const pid = runningPid(dataDir);
      if (pid === null) return;
      process.kill(pid, "SIGKILL");
      await until("PostgreSQL is gone", () => !isAlive(pid));
    },
    start: () =>
      until("the node has its PostgreSQL back", async () => {
        try {
          return await takesConnections(url());
        } catch {
          return false;
        }
      }),
    stop: async () => undefined,
  };
}

/** Where an embedded PostgreSQL writes down its process number. */
export function embeddedPidFile(dataDir: string): string {
  return join(dataDir, "postgres/cluster/postmaster.pid");
}

export async function takesConnections(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("SELECT 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** PostgreSQL's lock file: its process in line 0, its port in line 3. */
function pidFileLine(dataDir: string, line: number): number {
  return Number(readFileSync(embeddedPidFile(dataDir), "utf8").split("\n")[line]);
}

/** Null while there is none, or none yet. */
function runningPid(dataDir: string): number | null {
  try {
    const pid = pidFileLine(dataDir, 0);
    return pid > 0 && isAlive(pid) ? pid : null;
  } catch {
    return null;
  }
}
