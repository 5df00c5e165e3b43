import type { OutputOf, ParsedInputOf, sessionRevoke } from "@hallway/protocol";
import { recordAccountEvent } from "../audit/record-account-event.ts";
import { endSessions } from "../auth/end-sessions.ts";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { inTransaction } from "../database/transaction.ts";
import { notFound } from "../failure.ts";

/** Signs one of my sessions out. Another person's looks like one that does not exist. */
export async function revokeSession(
  context: Context,
  caller: MemberCaller,
  { sessionId }: ParsedInputOf<typeof sessionRevoke>,
): Promise<OutputOf<typeof sessionRevoke>> {
  const { userId } = caller;
  await inTransaction(context, async (tx) => {
    const ended = await endSessions(tx, { userId, sessionId });
    if (ended === 0) throw notFound("session");
    await recordAccountEvent(tx, caller, {
      action: "session.revoked",
      account: { userId },
      details: { sessions: "1" },
    });
  });
  return {};
}
