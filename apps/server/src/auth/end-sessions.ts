import type { Refusal, SessionId, UserId } from "@hallway/protocol";
import type { Tx } from "../database/transaction.ts";

/** Which sessions of a person end: all, all but one, or only one. */
export interface EndedSessions {
  userId: UserId;
  exceptSessionId?: SessionId;
  sessionId?: SessionId;
}

/** Deletes sessions and, at the commit, closes their sockets. Returns how many there were. */
export async function endSessions(tx: Tx, ended: EndedSessions): Promise<number> {
  const { userId, exceptSessionId = null, sessionId = null } = ended;
  const rows = await tx.db.$queryRaw<{ id: string }[]>`
    DELETE FROM session
    WHERE user_id = ${userId}::uuid
      AND (${sessionId}::uuid IS NULL OR id = ${sessionId}::uuid)
      AND (${exceptSessionId}::uuid IS NULL OR id <> ${exceptSessionId}::uuid)
    RETURNING id`;
  if (rows.length > 0) {
    tx.end({ refusal: SIGNED_OUT, userId, sessionIds: rows.map((row) => row.id) });
  }
  return rows.length;
}

/** What the sockets of an ended session are told. */
export const SIGNED_OUT: Refusal = {
  code: "unauthenticated",
  message: "You have been signed out. Sign in again to go on.",
};
