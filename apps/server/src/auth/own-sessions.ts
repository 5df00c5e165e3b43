import { asId, type SessionId } from "@hallway/protocol";
import { recordAccountEvent } from "../audit/record-account-event.ts";
import type { AccountCaller } from "../caller.ts";
import { inTransaction } from "../database/transaction.ts";
import { type AccountDesk, askEngine, notSignedIn, visitToken } from "./account-desk.ts";
import type { RevokeSessionInput } from "./account-inputs.ts";
import type { AccountAnswer, Visit } from "./accounts.ts";
import { endSessions } from "./end-sessions.ts";
import { findCaller } from "./find-caller.ts";

/** Who I am, or `null`; keeps the session and its cookie going. */
export function getSession(desk: AccountDesk, visit: Visit): Promise<AccountAnswer> {
  return askEngine(desk, visit, (headers) =>
    desk.engine.api.getSession({ headers, returnHeaders: true }),
  );
}

/** My sessions. In place of their tokens, which would each be a key to my account, they carry a handle to end them by. */
export async function listSessions(desk: AccountDesk, visit: Visit): Promise<AccountAnswer> {
  const { userId } = await requireCaller(desk, visit);
  const sessions = await desk.database.session.findMany({
    where: { userId, expiresAt: { gt: new Date() } },
    orderBy: { updatedAt: "desc" },
  });
  return { body: sessions.map((session) => ({ ...session, token: session.id })), cookies: [] };
}

/** Ends one of my sessions; somebody else's is not there, and nothing happens. */
export async function revokeSession(
  desk: AccountDesk,
  visit: Visit,
  { token }: RevokeSessionInput,
): Promise<AccountAnswer> {
  const caller = await requireCaller(desk, visit);
  await revoke(desk, caller, { sessionId: asId<SessionId>(token) });
  return { body: { status: true }, cookies: [] };
}

export async function revokeOtherSessions(desk: AccountDesk, visit: Visit): Promise<AccountAnswer> {
  const caller = await requireCaller(desk, visit);
  await revoke(desk, caller, { exceptSessionId: caller.sessionId });
  return { body: { status: true }, cookies: [] };
}

async function revoke(
  desk: AccountDesk,
  caller: AccountCaller,
  which: { sessionId: SessionId } | { exceptSessionId: SessionId },
): Promise<void> {
  await inTransaction(desk, async (tx) => {
    const ended = await endSessions(tx, { userId: caller.userId, ...which });
    if (ended === 0) return;
    await recordAccountEvent(tx, caller, {
      action: "session.revoked",
      account: { userId: caller.userId },
      details: { sessions: String(ended) },
    });
  });
}

async function requireCaller(desk: AccountDesk, visit: Visit): Promise<AccountCaller> {
  const token = visitToken(desk, visit);
  const caller = token && (await findCaller(desk.database, token, visit.visitor));
  if (!caller) throw notSignedIn();
  return caller;
}
