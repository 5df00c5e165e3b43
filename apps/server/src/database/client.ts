import { PrismaPg } from "@prisma/adapter-pg";
import { Pool, type PoolConfig } from "pg";
import { createBreaker } from "./breaker.ts";
import { PrismaClient } from "./generated/client.ts";
import { createPipeline, type Pipeline } from "./pipeline.ts";
import { createPulse, type Pulse } from "./pulse.ts";

/** The one door to the database; inside a transaction use its `tx.db`. */
export type Database = PrismaClient & {
  /** For the few statements that are hot enough to be written by hand. */
  readonly pipeline: Pipeline;
  /** The same for reads that people wait for, on connections of their own. */
  readonly reads: Pipeline;
  /** Whether it answers at this moment. */
  readonly pulse: Pulse;
  /** All its connections at this moment, and who waits for one. */
  connections(): { busy: number; idle: number; waiting: number };
};

/** Each is a backend of PostgreSQL, so few, and more than the lanes that use them. */
const PIPELINE_CONNECTIONS = 6;
const READS_CONNECTIONS = 6;
const PRISMA_CONNECTIONS = 16;
/**
 * What is prepared is planned once a connection. Left to itself PostgreSQL plans most of these anew each time, since lists
 * of ids are often shorter than the ten that it expects of one it does not know: that costs more than running them.
 */
const PREPARED: PoolConfig = { pipeline: true, options: "-c plan_cache_mode=force_generic_plan" };
/** A batch that has no answer by then is given up with its connection: the database does not hear us any more. */
const PIPELINE_ANSWER_MS = 3_000;

/**
 * Connects on first use. Waits for a connection or a lock are bounded, so a database that hangs fails fast. `onQuery`
 * hears every statement that is sent. `$disconnect` closes all connections.
 */
export function connectDatabase(url: string, onQuery?: (sql: string) => void): Database {
  const pulse = createPulse(url);
  const limits: PoolConfig = {
    connectionString: url,
    stream: createBreaker(pulse).openSocket,
    connectionTimeoutMillis: 2_000,
    idleTimeoutMillis: 60_000,
    statement_timeout: 5_000,
    lock_timeout: 2_000,
    idle_in_transaction_session_timeout: 5_000,
  };
  const pools: Pool[] = [];
  const openPool = (config: PoolConfig): Pool => {
    const pool = new Pool({ ...limits, ...config });
    // A connection that breaks tells whoever waits on it. It may do so in the moment in which it is handed over, when
    // nobody listens yet, and an event that nobody hears would end the process.
    pool.on("connect", (client) => client.on("error", () => undefined));
    pools.push(pool);
    return pool;
  };
  const prisma = connectPrisma(openPool({ max: PRISMA_CONNECTIONS }), onQuery);
  const disconnectPrisma = prisma.$disconnect.bind(prisma);
  const openPipeline = (max: number) =>
    createPipeline(openPool({ ...PREPARED, max, query_timeout: PIPELINE_ANSWER_MS }), onQuery);
  const pipeline = openPipeline(PIPELINE_CONNECTIONS);
  const reads = openPipeline(READS_CONNECTIONS);
  return Object.assign(prisma, {
    pipeline,
    reads,
    pulse,
    connections: () => countConnections(pools),
    $disconnect: async () => {
      await Promise.all([disconnectPrisma(), pipeline.close(), reads.close()]);
      await pulse.stop();
    },
  });
}

function countConnections(pools: readonly Pool[]) {
  const sum = (count: (pool: Pool) => number) =>
    pools.reduce((total, pool) => total + count(pool), 0);
  return {
    busy: sum((pool) => pool.totalCount - pool.idleCount),
    idle: sum((pool) => pool.idleCount),
    waiting: sum((pool) => pool.waitingCount),
  };
}

function connectPrisma(pool: Pool, onQuery?: (sql: string) => void): PrismaClient {
  const adapter = new PrismaPg(pool, { disposeExternalPool: true });
  if (!onQuery) return new PrismaClient({ adapter });
  const client = new PrismaClient({ adapter, log: [{ emit: "event", level: "query" }] });
  client.$on("query", ({ query }) => onQuery(query));
  return client;
}
