import type { memberReactivate, OutputOf, ParsedInputOf } from "@hallway/protocol";
import { recordAudit } from "../audit/record-audit.ts";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { inTransaction } from "../database/transaction.ts";
import { changeMember } from "./change-member.ts";
import { findFreeDisplayName } from "./display-name.ts";
import { requireLockedMembers, requireMayManage } from "./manage-access.ts";
import { toMemberView } from "./member-view.ts";

/** Lets a deactivated person in again, as they were; if their name was taken meanwhile, with a number behind it. */
export async function reactivateMember(
  context: Context,
  caller: MemberCaller,
  { userId }: ParsedInputOf<typeof memberReactivate>,
): Promise<OutputOf<typeof memberReactivate>> {
  return inTransaction(context, async (tx) => {
    const { actor, target } = await requireLockedMembers(tx.db, caller, userId);
    requireMayManage(actor, target, { oneself: true });
    if (!target.deactivatedAt) return { member: toMemberView(target) };

    const { workspaceId, id: memberId, displayName: wanted } = target;
    const name = await findFreeDisplayName(tx.db, { workspaceId, memberId, wanted });
    const member = await changeMember(tx, target, { deactivatedAt: null, ...name });
    await recordAudit(tx, caller, {
      action: "member.reactivated",
      target: { kind: "member", id: userId, name: name.displayName },
    });
    return { member };
  });
}
