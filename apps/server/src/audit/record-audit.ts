import {
  type AuditAction,
  type AuditEntryId,
  type AuditEntryView,
  asId,
  type UserId,
} from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import type { MemberCaller } from "../caller.ts";
import type { Tx } from "../database/transaction.ts";
import { toAuditEntryView } from "./audit-view.ts";

/** What was done, and to what. */
export interface AuditFact {
  action: AuditAction;
  target?: { kind: string; id: string; name: string };
  details?: Record<string, string>;
}

/** Who did it, where, and from where. */
export type AuditActor = Pick<MemberCaller, "workspaceId" | "userId" | "name" | "ip" | "userAgent">;

/** Writes what somebody did into the audit log, in the same transaction as the deed. */
export async function recordAudit(
  tx: Tx,
  caller: AuditActor,
  { action, target, details }: AuditFact,
): Promise<AuditEntryView> {
  const row = await tx.db.auditEntry.create({
    data: {
      id: asId<AuditEntryId>(uuidv7()),
      workspaceId: caller.workspaceId,
      action,
      actorId: asId<UserId>(caller.userId),
      actorName: caller.name,
      targetKind: target?.kind ?? null,
      targetId: target?.id ?? null,
      targetName: target?.name ?? null,
      details: details ?? {},
      ip: caller.ip,
      userAgent: caller.userAgent,
    },
  });
  const view = toAuditEntryView(row);
  tx.audited(caller.workspaceId, view);
  return view;
}
