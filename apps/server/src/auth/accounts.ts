import type { SessionId, UserId } from "@hallway/protocol";
import type { AccountCaller, Visitor } from "../caller.ts";
import type {
  ChangePasswordInput,
  RequestPasswordResetInput,
  ResetPasswordInput,
  RevokeSessionInput,
  SignInInput,
  SignUpInput,
} from "./account-inputs.ts";

/** The accounts of this server, as the rest of it sees them. */
export interface Accounts {
  /** Who is behind these headers (session cookie or bearer token) at this moment; null for nobody. */
  findCaller(headers: Headers, visitor: Visitor): Promise<AccountCaller | null>;
  /** The session token that these headers carry; null without one. Whether it still stands is the database's to say. */
  readToken(headers: Headers): string | null;
  /** Lets these sessions live on from now, soon and without anyone waiting for it. */
  prolong(sessionIds: readonly SessionId[]): void;
  /** A name to count a cookie's session by, without asking the database whether it still stands; null for strangers. */
  nameSession(cookies: string): string | null;
  /** Which of these sessions still stand, in one query. */
  findLiveSessions(sessionIds: readonly SessionId[]): Promise<Set<SessionId>>;
  /** Signs a person out, everywhere or everywhere else, and closes the sockets. Returns how many sessions ended. */
  endSessions(userId: UserId, keep?: { exceptSessionId?: SessionId }): Promise<number>;

  signUp(visit: Visit, input: SignUpInput): Promise<AccountAnswer>;
  signIn(visit: Visit, input: SignInInput): Promise<AccountAnswer>;
  signOut(visit: Visit): Promise<AccountAnswer>;
  getSession(visit: Visit): Promise<AccountAnswer>;
  listSessions(visit: Visit): Promise<AccountAnswer>;
  revokeSession(visit: Visit, input: RevokeSessionInput): Promise<AccountAnswer>;
  revokeOtherSessions(visit: Visit): Promise<AccountAnswer>;
  changePassword(visit: Visit, input: ChangePasswordInput): Promise<AccountAnswer>;
  requestPasswordReset(visit: Visit, input: RequestPasswordResetInput): Promise<AccountAnswer>;
  resetPassword(visit: Visit, input: ResetPasswordInput): Promise<AccountAnswer>;

  /** Waits for what was begun after an answer: mails on their way, entries of the audit log. */
  settle(): Promise<void>;
}

/** A request to the accounts: its headers, and where it came from. */
export interface Visit {
  headers: Headers;
  visitor: Visitor;
}

/** What a visit to the accounts answers: a body, and the cookies to set. */
export interface AccountAnswer {
  body: unknown;
  cookies: string[];
}
