import { recordAccountEvent } from "../audit/record-account-event.ts";
import { inTransaction, type Tx } from "../database/transaction.ts";
import { type AccountDesk, askEngine, visitToken } from "./account-desk.ts";
import { AccountFailure } from "./account-failure.ts";
import type { SignInInput } from "./account-inputs.ts";
import type { AccountAnswer, Visit } from "./accounts.ts";
import { endSessions } from "./end-sessions.ts";
import { findCaller } from "./find-caller.ts";
import { requireOwnAddress } from "./own-address.ts";

/**
 * Opens a new session. Whether the address is unknown or the password wrong, the answer and its time are the same. The
 * session that the browser came with ends: nobody goes on with one that was planted there.
 */
export async function signIn(
  desk: AccountDesk,
  visit: Visit,
  { email, password, rememberMe, callbackURL }: SignInInput,
): Promise<AccountAnswer> {
  requireOwnAddress(desk.config, "callbackURL", callbackURL);
  const body = { email, password, ...(rememberMe === undefined ? {} : { rememberMe }) };
  try {
    const answer = await askEngine(desk, visit, (headers) =>
      desk.engine.api.signInEmail({ body, headers, returnHeaders: true }),
    );
    await endPreviousSession(desk, visit);
    await inTransaction(desk, async (tx) => {
      await forgetExpiredSessions(tx, email);
      await recordAccountEvent(tx, visit.visitor, {
        action: "session.signed-in",
        account: { email },
      });
    });
    return answer;
  } catch (error) {
    if (error instanceof AccountFailure) recordRefusal(desk, visit, email);
    throw error;
  }
}

/** What nobody signed out of would stay for ever; nothing can be done with it any more. */
async function forgetExpiredSessions({ db }: Tx, email: string): Promise<void> {
  await db.$executeRaw`
    DELETE FROM session USING "user" u
    WHERE u.email = ${email} AND session.user_id = u.id AND session.expires_at < now()`;
}

async function endPreviousSession(desk: AccountDesk, visit: Visit): Promise<void> {
  const token = visitToken(desk, visit);
  const previous = token && (await findCaller(desk.database, token, visit.visitor));
  if (previous) await inTransaction(desk, (tx) => endSessions(tx, previous));
}

/** After the answer, so that its time does not tell whether there is anything to record. */
function recordRefusal(desk: AccountDesk, { visitor }: Visit, email: string): void {
  const recorded = inTransaction(desk, (tx) =>
    recordAccountEvent(tx, visitor, { action: "session.sign-in-failed", account: { email } }),
  );
  desk.later("record a refused sign-in", recorded);
}
