import type { AuditAction } from "@hallway/protocol";

/** Every action of the audit log, as the filter names it. */
export const auditActionLabels: Record<AuditAction, string> = {
  "workspace.created": "Workspace created",
  "workspace.updated": "Workspace settings changed",
  "workspace.ownership-transferred": "Ownership transferred",
  "member.joined": "Member joined",
  "member.role-changed": "Role changed",
  "member.deactivated": "Member deactivated",
  "member.reactivated": "Member reactivated",
  "member.sessions-ended": "Sessions ended",
  "invite.created": "Invitation created",
  "invite.revoked": "Invitation revoked",
  "invite.accepted": "Invitation accepted",
  "channel.created": "Channel created",
  "channel.renamed": "Channel renamed",
  "channel.privacy-changed": "Channel privacy changed",
  "channel.archived": "Channel archived",
  "channel.unarchived": "Channel unarchived",
  "channel.member-removed": "Person removed from a channel",
  "message.deleted-by-admin": "Message deleted by an admin",
  "audit.exported": "Audit log exported",
  "session.signed-in": "Signed in",
  "session.sign-in-failed": "Sign-in failed",
  "session.signed-out": "Signed out",
  "session.revoked": "Session revoked",
  "account.password-changed": "Password changed",
  "account.password-reset": "Password reset",
};

/** Whether a text from an address names an action. */
export function isAuditAction(text: string | null): text is AuditAction {
  return text !== null && Object.hasOwn(auditActionLabels, text);
}
