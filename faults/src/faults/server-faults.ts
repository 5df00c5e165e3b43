import { Client } from "pg";
import type { Deployment } from "../contract.ts";
import { type Fault, nothingMore, numberIn } from "./fault.ts";

export const serverFaults: Fault[] = [
  {
    name: "postgres-kill",
    targets: () => ["postgres"],
    lasts: [100, 5_000],
    choose: () => ({}),
    async strike({ site }) {
      await site.database.kill();
      return () => site.database.start();
    },
  },
  {
    name: "postgres-backend-kill",
    targets: () => ["postgres"],
    lasts: [100, 200],
    choose: () => ({}),
    /** One dying connection makes PostgreSQL drop all of them and recover. */
    async strike({ site }, { random }) {
      const pids = await ask(site.database.url(), backends);
      if (pids.length > 0) kill(random.pick(pids));
      return () => site.database.start();
    },
  },
  {
    name: "postgres-disconnect",
    targets: () => ["postgres"],
    lasts: [100, 200],
    choose: () => ({}),
    async strike({ site }) {
      await ask(site.database.url(), `${terminated} FROM pg_stat_activity WHERE ${others}`);
      return nothingMore;
    },
  },
  {
    name: "redis-restart",
    targets: redisOf,
    lasts: [100, 200],
    choose: () => ({}),
    async strike({ site }) {
      await site.redis?.kill();
      await site.redis?.start();
      return nothingMore;
    },
  },
  {
    name: "redis-away",
    targets: redisOf,
    lasts: [3_000, 25_000],
    choose: () => ({}),
    async strike({ site }) {
      await site.redis?.kill();
      return async () => site.redis?.start();
    },
  },
  {
    name: "disk-full",
    targets: () => ["disk"],
    lasts: [2_000, 12_000],
    choose: (random) => ({ leftMegabytes: random.pick([0, 0, 32]) }),
    async strike({ site }, { detail }) {
      site.disk?.fill(numberIn(detail, "leftMegabytes"));
      return async () => {
        site.disk?.free();
        await site.database.start();
      };
    },
  },
];

const others = "backend_type = 'client backend' AND pid <> pg_backend_pid()";
const backends = `SELECT pid FROM pg_stat_activity WHERE ${others}`;
const terminated = "SELECT pid, pg_terminate_backend(pid)";

function redisOf(deployment: Deployment): string[] {
  return deployment === "cluster" ? ["redis"] : [];
}

/** Asks past every proxy; a database that is away just now has no connections to break. */
async function ask(url: string, query: string): Promise<number[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ pid: number }>(query);
    return rows.map(({ pid }) => pid);
  } catch {
    return [];
  } finally {
    await client.end().catch(() => undefined);
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // Its connection ended in this moment.
  }
}
