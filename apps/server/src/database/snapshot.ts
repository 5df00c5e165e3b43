import type { Database } from "./client.ts";
import { Prisma } from "./generated/client.ts";

/** Runs several reads that see one and the same state of the database. */
export async function inSnapshot<T>(
  database: Database,
  read: (db: Prisma.TransactionClient) => Promise<T>,
): Promise<T> {
  return database.$transaction(read, {
    isolationLevel: Prisma.TransactionIsolationLevel.RepeatableRead,
    maxWait: 2_000,
    timeout: 10_000,
  });
}
