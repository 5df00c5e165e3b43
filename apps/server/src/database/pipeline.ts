import type { Pool, PoolClient, QueryResultRow } from "pg";
import { createSnapshots, type Read } from "./snapshot-lanes.ts";

/** A hand-written statement. Its name prepares it once a connection, so equal names must mean equal text. */
export interface Statement {
  name: string;
  text: string;
  values: unknown[];
}

/** Sends a statement now, behind those sent before it and without waiting for their answers. */
export type Ask = <Row extends QueryResultRow>(statement: Statement) => Promise<Row[]>;

/** What a transaction decided: its result, and the statements that make it so. */
export interface Decided<Result> {
  result: Result;
  writes: readonly Statement[];
}

/**
 * The way of the few statements that run hundreds of times a second: prepared, and in as few trips as possible. It has
 * connections of its own, so that neither slow reads nor a crowd of other commands can hold up what people send.
 */
export interface Pipeline {
  /** One statement in a transaction of its own. */
  ask: Ask;
  /**
   * A transaction of two trips: what `decide` asks without waiting in between travels together with the BEGIN, what it
   * writes travels together with the COMMIT. Under READ COMMITTED each statement sees what is committed when it starts.
   */
  transact<Result>(decide: (ask: Ask) => Promise<Decided<Result>>): Promise<Result>;
  /**
   * Reads that see one and the same state of the database; what is asked without waiting in between travels together.
   * Those that wait at one moment share a transaction, so they may be run twice when another of them fails.
   */
  snapshot<Result>(read: (ask: Ask) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** The pool's connections must be in pipeline mode. `onQuery` hears every statement that is sent. */
export function createPipeline(pool: Pool, onQuery?: (sql: string) => void): Pipeline {
  // A connection that breaks tells whoever waits on it; this only keeps its event from ending the process.
  pool.on("connect", (client) => client.on("error", ignore));
  pool.on("error", ignore);

  function askOn(client: PoolClient): Ask {
    return async <Row extends QueryResultRow>(statement: Statement) => {
      onQuery?.(statement.text);
      return (await client.query<Row>(statement)).rows;
    };
  }

  return {
    ask: (statement) => onConnection(pool, (client) => askOn(client)(statement)),
    transact: (decide) => onConnection(pool, (client) => inTwoTrips(client, askOn(client), decide)),
    snapshot: createSnapshots((reads) =>
      onConnection(pool, (client) => inSnapshot(client, askOn(client), reads)),
    ),
    close: () => pool.end(),
  };
}

async function onConnection<Result>(
  pool: Pool,
  run: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    return await run(client);
  } catch (error) {
    broken = await rollBack(client);
    throw error;
  } finally {
    client.release(broken);
  }
}

async function inTwoTrips<Result>(
  client: PoolClient,
  ask: Ask,
  decide: (ask: Ask) => Promise<Decided<Result>>,
): Promise<Result> {
  const [, { result, writes }] = await Promise.all(
    inOneWrite(client, () => [client.query("BEGIN"), decide(ask)] as const),
  );
  const [end] = await Promise.all(
    inOneWrite(client, () => {
      const written = writes.map((write) => ask(write));
      return [client.query("COMMIT"), ...written] as const;
    }),
  );
  if (end.command !== "COMMIT") throw new Error(`A transaction ended with ${end.command}`);
  return result;
}

/** Fails with the first that fails, once none of them asks any more. */
async function inSnapshot(client: PoolClient, ask: Ask, reads: readonly Read[]): Promise<void> {
  const askTogether: Ask = (statement) => inOneWriteATurn(client, () => ask(statement));
  const ends = await Promise.allSettled([
    inOneWriteATurn(client, () => client.query(BEGIN_SNAPSHOT)),
    ...reads.map((read) => read(askTogether)),
  ]);
  for (const end of ends) if (end.status === "rejected") throw end.reason;
  await client.query("COMMIT");
}

const BEGIN_SNAPSHOT = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY";

/** The same for whatever is sent before this turn of the event loop goes on. */
function inOneWriteATurn<Sent>({ connection }: PoolClient, send: () => Sent): Sent {
  connection.stream.cork();
  process.nextTick(() => connection.stream.uncork());
  return send();
}

/** Hands all that `send` sends to the network at once: each write of its own would wake PostgreSQL for one statement. */
function inOneWrite<Sent>({ connection }: PoolClient, send: () => Sent): Sent {
  connection.stream.cork();
  try {
    return send();
  } finally {
    connection.stream.uncork();
  }
}

/** Ends what may still be open; the error, if the connection cannot be used any more. */
async function rollBack(client: PoolClient): Promise<Error | undefined> {
  try {
    await client.query("ROLLBACK");
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error("The connection broke");
  }
}

function ignore(): void {}
