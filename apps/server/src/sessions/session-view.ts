import { asId, type SessionId, type SessionView } from "@hallway/protocol";
import type { Session } from "../database/generated/client.ts";

/** A session without its token. */
export function toSessionView(row: Session, current: SessionId): SessionView {
  return {
    id: asId<SessionId>(row.id),
    current: row.id === current,
    ip: row.ipAddress || null,
    userAgent: row.userAgent || null,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.updatedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  };
}
