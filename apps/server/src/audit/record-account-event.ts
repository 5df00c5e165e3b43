import type { AuditAction } from "@hallway/protocol";
import { asId, type WorkspaceId } from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import type { Visitor } from "../caller.ts";
import type { Tx } from "../database/transaction.ts";
import { toAuditEntryView } from "./audit-view.ts";

/** What happened to an account, which belongs to no workspace. */
export interface AccountEvent {
  action: Extract<AuditAction, `session.${string}` | `account.${string}`>;
  account: { email: string } | { userId: string };
  details?: Record<string, string>;
}

/** Writes it into the audit log of every workspace the person is an active member of. */
export async function recordAccountEvent(
  tx: Tx,
  visitor: Visitor,
  { action, account, details = {} }: AccountEvent,
): Promise<void> {
  const members = await tx.db.member.findMany({
    where: { deactivatedAt: null, user: "email" in account ? account : { id: account.userId } },
    select: { workspaceId: true, user: { select: { id: true, name: true } } },
  });
  // Whoever failed to sign in is not known to be the person.
  const isPerson = action !== "session.sign-in-failed";
  const rows = await tx.db.auditEntry.createManyAndReturn({
    data: members.map(({ workspaceId, user }) => ({
      id: uuidv7(),
      workspaceId,
      action,
      actorId: isPerson ? user.id : null,
      actorName: isPerson ? user.name : null,
      targetKind: "account",
      targetId: user.id,
      targetName: user.name,
      details,
      ip: visitor.ip,
      userAgent: visitor.userAgent,
    })),
  });
  for (const row of rows) tx.audited(asId<WorkspaceId>(row.workspaceId), toAuditEntryView(row));
}
