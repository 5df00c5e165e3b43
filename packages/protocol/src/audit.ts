import { z } from "zod";
import { defineCommand } from "./command.ts";
import { AuditEntryId, UserId } from "./ids.ts";
import { Cursor, NextCursor, PageLimit, Query, Timestamp } from "./paging.ts";

export const AuditAction = z.enum([
  "workspace.created",
  "workspace.updated",
  "workspace.ownership-transferred",
  "member.joined",
  "member.role-changed",
  "member.deactivated",
  "member.reactivated",
  "member.sessions-ended",
  "invite.created",
  "invite.revoked",
  "invite.accepted",
  "channel.created",
  "channel.renamed",
  "channel.privacy-changed",
  "channel.archived",
  "channel.unarchived",
  "channel.member-removed",
  "message.deleted-by-admin",
  "audit.exported",
  "session.signed-in",
  "session.sign-in-failed",
  "session.signed-out",
  "session.revoked",
  "account.password-changed",
  "account.password-reset",
]);
export type AuditAction = z.infer<typeof AuditAction>;

/** Who did what, when, from where. */
export const AuditEntryView = z.strictObject({
  id: AuditEntryId,
  at: Timestamp,
  action: AuditAction,
  actorId: UserId.nullable(),
  actorName: z.string().nullable(),
  /** The kind of thing it was done to, such as `member`, and its id and name at that time. */
  targetKind: z.string().nullable(),
  targetId: z.string().nullable(),
  targetName: z.string().nullable(),
  /** What changed, as short facts: `{ from: "member", to: "admin" }`. */
  details: z.record(z.string(), z.string()),
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
});
export type AuditEntryView = z.infer<typeof AuditEntryView>;

/** What the log can be narrowed to; the CSV export takes the same as query parameters. */
export const AuditFilter = z.strictObject({
  action: AuditAction.optional(),
  actorId: UserId.optional(),
  query: Query.optional(),
  after: Timestamp.optional(),
  before: Timestamp.optional(),
});
export type AuditFilter = z.infer<typeof AuditFilter>;

export const auditList = defineCommand({
  name: "audit:list",
  scope: "workspace",
  who: "admin",
  summary: "The audit log, newest first.",
  input: AuditFilter.extend({ cursor: Cursor.optional(), limit: PageLimit }),
  output: z.strictObject({ entries: z.array(AuditEntryView), nextCursor: NextCursor }),
  failsWith: [],
  limit: "read",
});
