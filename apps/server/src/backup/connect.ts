import { Client } from "pg";

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

/** Works on a database over a connection of its own. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
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
