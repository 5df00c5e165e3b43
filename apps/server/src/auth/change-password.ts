import { recordAccountEvent } from "../audit/record-account-event.ts";
import { inTransaction } from "../database/transaction.ts";
import { type AccountDesk, askEngine, notSignedIn, visitToken } from "./account-desk.ts";
import type { ChangePasswordInput } from "./account-inputs.ts";
import type { AccountAnswer, Visit } from "./accounts.ts";
import { findCaller } from "./find-caller.ts";

/**
 * Gives the account another password. With `revokeOtherSessions` every other session ends and this one goes on under a
 * new token, so that a cookie somebody copied is worth nothing.
 */
export async function changePassword(
  desk: AccountDesk,
  visit: Visit,
  input: ChangePasswordInput,
): Promise<AccountAnswer> {
  const token = visitToken(desk, visit);
  const caller = token && (await findCaller(desk.database, token, visit.visitor));
  if (!caller) throw notSignedIn();
  const { currentPassword, newPassword, revokeOtherSessions = false } = input;
  const answer = await askEngine(desk, visit, (headers) =>
    desk.engine.api.changePassword({
      body: { currentPassword, newPassword, revokeOtherSessions },
      headers,
      returnHeaders: true,
    }),
  );
  await inTransaction(desk, (tx) =>
    recordAccountEvent(tx, caller, {
      action: "account.password-changed",
      account: { userId: caller.userId },
    }),
  );
  return answer;
}
