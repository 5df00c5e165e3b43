import type { memberEndSessions, OutputOf, ParsedInputOf } from "@hallway/protocol";
import { recordAudit } from "../audit/record-audit.ts";
import { endSessions } from "../auth/end-sessions.ts";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { inTransaction } from "../database/transaction.ts";
import { requireLockedMembers, requireMayManage } from "./manage-access.ts";

/** Signs a person out everywhere; an account is the server's, so this reaches their other workspaces too. */
export async function endMemberSessions(
  context: Context,
  caller: MemberCaller,
  { userId }: ParsedInputOf<typeof memberEndSessions>,
): Promise<OutputOf<typeof memberEndSessions>> {
  return inTransaction(context, async (tx) => {
    const { actor, target } = await requireLockedMembers(tx.db, caller, userId);
    requireMayManage(actor, target, { oneself: true });
    const ended = await endSessions(tx, { userId });
    await recordAudit(tx, caller, {
      action: "member.sessions-ended",
      target: { kind: "member", id: userId, name: target.displayName },
      details: { sessions: String(ended) },
    });
    return { ended };
  });
}
