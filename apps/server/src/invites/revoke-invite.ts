import { type inviteRevoke, isAtLeast, type OutputOf, type ParsedInputOf } from "@hallway/protocol";
import { recordAudit } from "../audit/record-audit.ts";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { inTransaction } from "../database/transaction.ts";
import { notFound } from "../failure.ts";
import { toInviteView } from "./invite-view.ts";

/** Ends an invitation, admins any and others their own; ending it twice is harmless. */
export async function revokeInvite(
  context: Context,
  caller: MemberCaller,
  { inviteId }: ParsedInputOf<typeof inviteRevoke>,
): Promise<OutputOf<typeof inviteRevoke>> {
  return inTransaction(context, async (tx) => {
    const mine = {
      id: inviteId,
      workspaceId: caller.workspaceId,
      ...(isAtLeast(caller.role, "admin") ? {} : { createdById: caller.userId }),
    };
    const { count } = await tx.db.invite.updateMany({
      where: { ...mine, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    const row = await tx.db.invite.findFirst({ where: mine });
    if (!row) throw notFound("invitation");
    if (count > 0) {
      await recordAudit(tx, caller, {
        action: "invite.revoked",
        target: { kind: "invite", id: row.id, name: row.email ?? `…${row.tokenHint}` },
        details: { role: row.role, uses: String(row.uses) },
      });
    }
    return { invite: toInviteView(row, null) };
  });
}
