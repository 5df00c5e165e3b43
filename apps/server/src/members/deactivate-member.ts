import type { memberDeactivate, OutputOf, ParsedInputOf } from "@hallway/protocol";
import { recordAudit } from "../audit/record-audit.ts";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { inTransaction } from "../database/transaction.ts";
import { changeMember } from "./change-member.ts";
import { requireAnotherOwner, requireLockedMembers, requireMayManage } from "./manage-access.ts";
import { toMemberView } from "./member-view.ts";
import { DEACTIVATED } from "./refusals.ts";

/** Shuts a person out at once: sockets end, open invitations close. Seats and words stay; doing it twice is harmless. */
export async function deactivateMember(
  context: Context,
  caller: MemberCaller,
  { userId }: ParsedInputOf<typeof memberDeactivate>,
): Promise<OutputOf<typeof memberDeactivate>> {
  return inTransaction(context, async (tx) => {
    const { workspaceId } = caller;
    const { actor, target } = await requireLockedMembers(tx.db, caller, userId);
    requireMayManage(actor, target, { oneself: false });
    if (target.deactivatedAt) return { member: toMemberView(target) };
    if (target.role === "owner") await requireAnotherOwner(tx.db, target);

    const deactivatedAt = new Date();
    const member = await changeMember(tx, target, { deactivatedAt });
    const { count } = await tx.db.invite.updateMany({
      where: { workspaceId, createdById: userId, revokedAt: null },
      data: { revokedAt: deactivatedAt },
    });
    tx.end({ userId, workspaceId, refusal: DEACTIVATED });
    await recordAudit(tx, caller, {
      action: "member.deactivated",
      target: { kind: "member", id: userId, name: target.displayName },
      details: { invitesRevoked: String(count) },
    });
    return { member };
  });
}
