import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  ColumnTypeEnum,
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import { DatabaseError, escapeIdentifier, Pool, type QueryArrayConfig } from "pg";

/**
 * Prisma's PostgreSQL adapter as the schema engine needs it. The published one cuts scripts at every semicolon, even
 * inside a function's body, and so runs them without a transaction; it cannot read the catalog's "char" columns; and its
 * scratch database is the real one when it is given a connection string.
 */
export class MigrationAdapterFactory implements SqlMigrationAwareDriverAdapterFactory {
  readonly provider = "postgres";
  readonly adapterName = "@prisma/adapter-pg";
  readonly #url: string;
  readonly #open = new Set<Pool>();

  constructor(url: string) {
    this.#url = url;
  }

  connect(): Promise<SqlDriverAdapter> {
    return this.#adapter(this.#url);
  }

  /** A database that exists only while the engine replays the migrations to see what they amount to. */
  async connectToShadowDb(): Promise<SqlDriverAdapter> {
    const name = `hallway_shadow_${randomUUID()}`;
    const home = this.#pool(this.#url);
    await home.query(`CREATE DATABASE "${name}"`);
    const url = new URL(this.#url);
    url.pathname = `/${name}`;
    return this.#adapter(url.href, async () => {
      await home.query(`DROP DATABASE "${name}" WITH (FORCE)`);
    });
  }

  /** Closes every connection that the engine has opened. */
  async close(): Promise<void> {
    await Promise.all([...this.#open].map((pool) => pool.end()));
    this.#open.clear();
  }

  async #adapter(url: string, cleanUp?: () => Promise<void>): Promise<SqlDriverAdapter> {
    const pool = this.#pool(url);
    const charColumns = noteCharColumns(pool);
    const adapter: SqlDriverAdapter = await new PrismaPg(pool).connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query);
      for (const column of charColumns.get(result.rows) ?? []) {
        result.columnTypes[column] = ColumnTypeEnum.Character;
      }
      return result;
    };
    adapter.executeScript = (script) => runScript(pool, script);
    adapter.dispose = async () => cleanUp?.();
    return adapter;
  }

  #pool(url: string): Pool {
    const pool = new Pool({ connectionString: url, max: 2, lock_timeout: lockTimeoutMs });
    this.#open.add(pool);
    // A connection that breaks while idle is noticed by the next query.
    pool.on("error", () => undefined);
    return pool;
  }
}

/** Everyone who needs the table queues up behind a migration that waits for it: it may not wait long. */
const lockTimeoutMs = 2_000;

/** PostgreSQL's numbers of the types `"char"` and `text`, which reach us in the same form. */
const charType = 18;
const textType = 25;

/** Shows a pool's "char" columns as text, which the adapter can read, and remembers of each result which they were. */
function noteCharColumns(pool: Pool): WeakMap<object, number[]> {
  const noted = new WeakMap<object, number[]>();
  const query = pool.query.bind(pool);
  Object.assign(pool, {
    query: async (config: QueryArrayConfig | string) => {
      if (typeof config === "string") return query(config);
      const result = await query(config);
      const columns = [...result.fields.entries()].filter(
        ([, field]) => field.dataTypeID === charType,
      );
      for (const [, field] of columns) field.dataTypeID = textType;
      noted.set(
        result.rows,
        columns.map(([index]) => index),
      );
      return result;
    },
  });
  return noted;
}

/**
 * Sent as one message, a script runs in one transaction: all of it or nothing. An index that is built beside the traffic
 * cannot be part of one; what an earlier try left of it is removed first.
 */
async function runScript(pool: Pool, script: string): Promise<void> {
  try {
    const index = indexBuiltConcurrently(script);
    if (index === undefined) await pool.query(script);
    else await buildIndex(pool, { index, script });
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    throw new DriverAdapterError({
      kind: "postgres",
      code: error.code ?? "XX000",
      severity: error.severity ?? "ERROR",
      message: error.message,
      detail: error.detail,
      column: error.column,
      hint: error.hint,
    });
  }
}

function indexBuiltConcurrently(script: string): string | undefined {
  const statement = script.replaceAll(/^\s*--.*$/gm, "").trim();
  const start =
    /^create\s+(?:unique\s+)?index\s+concurrently\s+(?:if\s+not\s+exists\s+)?"?(\w+)"?/i;
  return start.exec(statement)?.[1];
}

/** Such a build waits for others only while it holds nobody up, so it may wait for as long as it takes. */
async function buildIndex(
  pool: Pool,
  { index, script }: { index: string; script: string },
): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("SET lock_timeout = 0");
    const broken = await client.query(
      "SELECT FROM pg_index WHERE indexrelid = to_regclass($1) AND NOT indisvalid",
      [escapeIdentifier(index)],
    );
    if (broken.rowCount) await client.query(`DROP INDEX CONCURRENTLY ${escapeIdentifier(index)}`);
    await client.query(script);
  } finally {
    client.release(true);
  }
}
