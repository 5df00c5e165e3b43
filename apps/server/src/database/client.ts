import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "./generated/client.ts";

/** The one door to the database; inside a transaction use its `tx.db`. */
export type Database = PrismaClient;

/**
 * Connects on first use. Waits for a connection or a lock are bounded, so a database that hangs fails fast. `onQuery`
 * hears every statement that is sent.
 */
export function connectDatabase(url: string, onQuery?: (sql: string) => void): Database {
  const adapter = new PrismaPg({
    connectionString: url,
    max: 20,
    connectionTimeoutMillis: 2_000,
    idleTimeoutMillis: 60_000,
    statement_timeout: 5_000,
    lock_timeout: 2_000,
    idle_in_transaction_session_timeout: 5_000,
  });
  if (!onQuery) return new PrismaClient({ adapter });
  const client = new PrismaClient({ adapter, log: [{ emit: "event", level: "query" }] });
  client.$on("query", ({ query }) => onQuery(query));
  return client;
}
