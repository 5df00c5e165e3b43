import { recordAccountEvent } from "../audit/record-account-event.ts";
import { inTransaction } from "../database/transaction.ts";
import { type AccountDesk, askEngine, visitToken } from "./account-desk.ts";
import type { AccountAnswer, Visit } from "./accounts.ts";
import { endSessions } from "./end-sessions.ts";
import { findCaller } from "./find-caller.ts";

/** Ends the session of this visit and takes its cookie away; without a session there is nothing to do. */
export async function signOut(desk: AccountDesk, visit: Visit): Promise<AccountAnswer> {
  const token = visitToken(desk, visit);
  const caller = token && (await findCaller(desk.database, token, visit.visitor));
  if (caller) {
    const { userId, sessionId } = caller;
    await inTransaction(desk, async (tx) => {
      await endSessions(tx, { userId, sessionId });
      await recordAccountEvent(tx, caller, { action: "session.signed-out", account: { userId } });
    });
  }
  return askEngine(desk, visit, (headers) =>
    desk.engine.api.signOut({ headers, returnHeaders: true }),
  );
}
