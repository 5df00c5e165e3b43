import { recordAccountEvent } from "../audit/record-account-event.ts";
import { inTransaction } from "../database/transaction.ts";
import { type AccountDesk, askEngine, notSignedIn, visitToken } from "./account-desk.ts";
import type { ChangePasswordInput } from "./account-inputs.ts";
import type { AccountAnswer, Visit } from "./accounts.ts";
import { endSessions } from "./end-sessions.ts";
import { findCaller } from "./find-caller.ts";

/**
 * Gives the account another password and ends every other session, unless `revokeOtherSessions` is false. Where it is
 * true this session goes on under a new token besides, so that a cookie somebody copied is worth nothing.
 */
export async function changePassword(
  desk: AccountDesk,
  visit: Visit,
  input: ChangePasswordInput,
): Promise<AccountAnswer> {
  const token = visitToken(desk, visit);
  const caller = token && (await findCaller(desk.database, token, visit.visitor));
  if (!caller) throw notSignedIn();
  const { userId, sessionId } = caller;
  const { currentPassword, newPassword, revokeOtherSessions } = input;
  const answer = await askEngine(desk, visit, (headers) =>
    desk.engine.api.changePassword({
      body: { currentPassword, newPassword, revokeOtherSessions: revokeOtherSessions ?? false },
      headers,
      returnHeaders: true,
    }),
  );
  await inTransaction(desk, async (tx) => {
    if (revokeOtherSessions === undefined) {
      await endSessions(tx, { userId, exceptSessionId: sessionId });
    }
    await recordAccountEvent(tx, caller, {
      action: "account.password-changed",
      account: { userId },
    });
  });
  return answer;
}
