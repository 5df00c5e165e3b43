import type { SessionId, UserId } from "@hallway/protocol";
import type { AccountCaller, Visitor } from "../caller.ts";

/** The accounts of this server, as the rest of it sees them. */
export interface Accounts {
  /** Who is behind these headers (session cookie or bearer token) at this moment; null for nobody. */
  findCaller(headers: Headers, visitor: Visitor): Promise<AccountCaller | null>;
  /** Answers a request to `/api/auth/*`. */
  handle(request: Request): Promise<Response>;
  /** Whether this session still stands; asked again for open sockets. */
  isSessionAlive(session: { sessionId: SessionId; userId: UserId }): Promise<boolean>;
}
