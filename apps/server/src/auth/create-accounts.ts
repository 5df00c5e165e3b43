import { asId, type SessionId, type UserId } from "@hallway/protocol";
import { type Ending, inTransaction } from "../database/transaction.ts";
import { loadSecret } from "../secrets.ts";
import type { AccountDesk, SharedWithAccounts } from "./account-desk.ts";
import { createAccountEngine } from "./account-engine.ts";
import type { Accounts } from "./accounts.ts";
import { changePassword } from "./change-password.ts";
import { endSessions, SIGNED_OUT } from "./end-sessions.ts";
import { findCaller, findLiveSessions, prolongSessions } from "./find-caller.ts";
import { getSession, listSessions, revokeOtherSessions, revokeSession } from "./own-sessions.ts";
import { requestPasswordReset, resetPassword, sendReset } from "./reset-password.ts";
import { nameSession, readSessionToken, sessionCookieName } from "./session-token.ts";
import { signIn } from "./sign-in.ts";
import { signOut } from "./sign-out.ts";
import { signUp } from "./sign-up.ts";

/** Opens the accounts of this server. */
export function createAccounts(shared: SharedWithAccounts): Accounts {
  const pending = new Set<Promise<unknown>>();
  const desk = openDesk(shared, pending);
  return {
    async findCaller(headers, visitor) {
      const token = readSessionToken(headers, desk);
      return token === null ? null : findCaller(desk.database, token, visitor);
    },
    readToken: (headers) => readSessionToken(headers, desk),
    prolong: (sessionIds) =>
      desk.later("prolong sessions", prolongSessions(desk.database, sessionIds)),
    nameSession: (cookies) => nameSession(cookies, desk),
    findLiveSessions: (sessionIds) => findLiveSessions(desk.database, sessionIds),
    endSessions: (userId, keep = {}) =>
      inTransaction(desk, (tx) => endSessions(tx, { userId, ...keep })),
    signUp: (visit, input) => signUp(desk, visit, input),
    signIn: (visit, input) => signIn(desk, visit, input),
    signOut: (visit) => signOut(desk, visit),
    getSession: (visit) => getSession(desk, visit),
    listSessions: (visit) => listSessions(desk, visit),
    revokeSession: (visit, input) => revokeSession(desk, visit, input),
    revokeOtherSessions: (visit) => revokeOtherSessions(desk, visit),
    changePassword: (visit, input) => changePassword(desk, visit, input),
    requestPasswordReset: (visit, input) => requestPasswordReset(desk, visit, input),
    resetPassword: (visit, input) => resetPassword(desk, visit, input),
    async settle() {
      while (pending.size > 0) await Promise.all(pending);
    },
  };
}

function openDesk(shared: SharedWithAccounts, pending: Set<Promise<unknown>>): AccountDesk {
  const { dataDir, sessionSecret } = shared.config;
  const secret = sessionSecret ?? loadSecret(dataDir, "accounts");
  const engine = createAccountEngine({
    ...shared,
    secret,
    sessionEnded: ({ id, userId }) =>
      publishEnding(shared.publisher, {
        refusal: SIGNED_OUT,
        userId: asId<UserId>(userId),
        sessionIds: [asId<SessionId>(id)],
      }),
    sendReset: (reset) => sendReset(shared, reset),
  });
  return {
    ...shared,
    engine,
    secret,
    cookieName: sessionCookieName(shared.config),
    later(what, work) {
      const done = work
        .catch((error: unknown) => shared.logger.error({ err: error }, `Could not ${what}`))
        .finally(() => pending.delete(done));
      pending.add(done);
    },
  };
}

function publishEnding(publisher: SharedWithAccounts["publisher"], ending: Ending): void {
  publisher.publish({ leaves: [], enters: [], rooms: new Map(), endings: [ending], audits: [] });
}
