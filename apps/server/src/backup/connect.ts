import { Client } from "pg";
import { BackupError } from "./backup-error.ts";

/** How values are written in a COPY, whatever the server or the database would choose. */
const sameText = [
  "SET timezone = 'UTC'",
  "SET datestyle = 'ISO, YMD'",
  "SET intervalstyle = 'postgres'",
  "SET bytea_output = 'hex'",
  "SET extra_float_digits = 1",
  "SET search_path = public",
  "SET statement_timeout = 0",
  "SET idle_in_transaction_session_timeout = 0",
].join("; ");

/** What the programs at the terminal are doing at this moment. */
const atWork = new Set<Client>();
let isCalledOff = false;

/** Ends what `withClient` does now and later, so that everything is put back and cleared away on the way out. */
export function callOff(): void {
  isCalledOff = true;
  for (const client of atWork) void client.end();
}

/** Works on a database over a connection of its own, until it is called off. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  return withClientToTheEnd(url, async (client) => {
    atWork.add(client);
    try {
      if (isCalledOff) throw new Error("Nothing is begun any more");
      return await work(client);
    } catch (error) {
      if (isCalledOff) throw new BackupError(STOPPED, { cause: error });
      throw error;
    } finally {
      atWork.delete(client);
    }
  });
}

const STOPPED = "Stopped before it was done; all is as it was.";

/** The same for what must be done once something else has begun. */
export async function withClientToTheEnd<T>(
  url: string,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({ connectionString: url, application_name: "hallway backup" });
  // A connection that breaks is noticed by the statement that runs on it.
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query(sameText);
    return await work(client);
  } finally {
    await client.end();
  }
}
