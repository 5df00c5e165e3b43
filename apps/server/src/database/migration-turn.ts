import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";

/** An arbitrary number that means "migrating Hallway" among PostgreSQL's advisory locks. */
const lockNumber = 4_842_915_503;

/**
 * Waits until nobody else changes the form of the database, and keeps it so while `work` runs. Asking again and again,
 * rather than waiting inside a query, keeps the waiting servers from holding up a CREATE INDEX CONCURRENTLY of the one
 * that works.
 */
export async function inMigrationTurn<T>(url: string, work: () => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, application_name: "hallway migration" });
  // A connection that breaks while the work goes on gives up the turn; the work's own connections notice.
  client.on("error", () => undefined);
  await client.connect();
  try {
    while (!(await isMine(client))) await pause(100);
    return await work();
  } finally {
    await client.end();
  }
}

async function isMine(client: Client): Promise<boolean> {
  const answer = await client.query<{ mine: boolean }>("SELECT pg_try_advisory_lock($1) AS mine", [
    lockNumber,
  ]);
  return answer.rows[0]?.mine ?? false;
}
