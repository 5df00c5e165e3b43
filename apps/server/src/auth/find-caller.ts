import { asId, type SessionId, type UserId } from "@hallway/protocol";
import type { AccountCaller, Visitor } from "../caller.ts";
import type { Database } from "../database/client.ts";

/** Who a session token stands for at this moment, by the database's clock; null for nobody. */
export async function findCaller(
  database: Database,
  token: string,
  visitor: Visitor,
): Promise<AccountCaller | null> {
  const rows = await database.reads.ask<SessionRow>({ ...FIND_SESSION, values: [token] });
  const row = rows[0];
  if (!row) return null;
  if (row.stale) await prolongSessions(database, [asId<SessionId>(row.id)]);
  return {
    ip: visitor.ip,
    userAgent: visitor.userAgent,
    userId: asId<UserId>(row.user_id),
    sessionId: asId<SessionId>(row.id),
    name: row.name,
    email: row.email,
  };
}

/** Which of these sessions still stand; asked again and again for open sockets, all in one query. */
export async function findLiveSessions(
  database: Database,
  sessionIds: readonly SessionId[],
): Promise<Set<SessionId>> {
  const rows = await database.$queryRaw<{ id: string }[]>`
    SELECT id FROM session WHERE id = ANY(${sessionIds}::uuid[]) AND expires_at > now()`;
  return new Set(rows.map((row) => asId<SessionId>(row.id)));
}

const FIND_SESSION = {
  name: "find_session",
  text: `
    SELECT s.id, s.user_id, u.name, u.email, s.updated_at < now() - interval '1 hour' AS stale
    FROM session s JOIN "user" u ON u.id = s.user_id
    WHERE s.token = $1 AND s.expires_at > now()`,
};

interface SessionRow {
  id: string;
  user_id: string;
  name: string;
  email: string;
  stale: boolean;
}

/**
 * A session that is used lives on, 30 days from its last use; one for a single day stays that. A session that somebody
 * else is prolonging at this moment is left to them.
 */
export async function prolongSessions(
  database: Database,
  sessionIds: readonly SessionId[],
): Promise<void> {
  await database.$executeRaw`
    UPDATE session SET updated_at = now(),
      expires_at = CASE WHEN expires_at > created_at + interval '2 days'
        THEN now() + interval '30 days' ELSE expires_at END
    WHERE id IN (SELECT id FROM session WHERE id = ANY (${[...sessionIds]}::uuid[]) FOR NO KEY UPDATE SKIP LOCKED)`;
}
