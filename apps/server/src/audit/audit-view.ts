import {
  AuditAction,
  type AuditEntryId,
  type AuditEntryView,
  asId,
  type UserId,
} from "@hallway/protocol";
import { z } from "zod";
import type { AuditEntry } from "../database/generated/client.ts";

const Details = z.record(z.string(), z.string());

export function toAuditEntryView(row: AuditEntry): AuditEntryView {
  return {
    id: asId<AuditEntryId>(row.id),
    at: row.at.toISOString(),
    action: AuditAction.parse(row.action),
    actorId: row.actorId === null ? null : asId<UserId>(row.actorId),
    actorName: row.actorName,
    targetKind: row.targetKind,
    targetId: row.targetId,
    targetName: row.targetName,
    details: Details.parse(row.details),
    ip: row.ip,
    userAgent: row.userAgent,
  };
}
