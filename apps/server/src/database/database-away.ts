/**
 * A connection that is refused, lost or never made (its in-doubt COMMIT is resolved by asking again with the same id),
 * in the words of Node, PostgreSQL and its driver.
 */
const CUT =
  /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|connect ENOENT|onnection terminated|terminating connection|trying to connect|read timeout|not queryable|\b(57P0[123]|55P03|57014|53[1-3]00|58030|08[0P]\d\d)\b/;

/**
 * Prisma's codes for: unreachable, timed out, closed, too many connections, no connection or transaction in time. The
 * others above are PostgreSQL's for shutting down, a lock that was held too long, a statement that took too long, a full
 * disk and the like.
 */
const AWAY = new Set(["P1001", "P1002", "P1008", "P1017", "P2024", "P2028", "P2037"]);

/** What a raw statement of Prisma's says beside its one code for everything, and what a BEGIN or COMMIT of its says bare. */
const CUT_KINDS =
  /"kind":"(ConnectionClosed|DatabaseNotReachable|SocketTimeout|TooManyConnections)"/;

/** Whether an error says that the database is away or too busy, so that trying again later is the remedy. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  if (AWAY.has(code) || CUT.test(`${code} ${causeOf(error)} ${error.message}`)) return true;
  const told = "meta" in error ? error.meta : { kind: error.message };
  return CUT_KINDS.test(JSON.stringify(told));
}

/** PostgreSQL's code in what Prisma's adapter throws from a BEGIN or COMMIT. */
function causeOf({ cause }: Error): string {
  const isKnown = typeof cause === "object" && cause !== null && "originalCode" in cause;
  return isKnown ? String(cause.originalCode) : "";
}
