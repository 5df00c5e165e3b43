import { type InviteRole, isAtLeast, type Role } from "@hallway/protocol";
import type { Invite, Prisma } from "../database/generated/client.ts";
import { type Failure, fail } from "../failure.ts";
import { hashInviteToken } from "./invite-token.ts";

/** Whether someone of that role may invite people as `as`: only those who administer make others admins. */
export function canInviteAs(role: Role, as: InviteRole): boolean {
  return isAtLeast(role, as === "admin" ? "admin" : "member");
}

/** What of an invitation and the person who made it decides whether it still invites. */
export interface InviteFacts {
  invite: Pick<Invite, "role" | "uses" | "maxUses" | "expiresAt" | "revokedAt">;
  /** Null when they are no member at all. */
  creator: { role: Role; deactivatedAt: Date | null } | null;
  now: Date;
}

/**
 * How an invitation stands. It is worth what the person who made it may still give: whoever was deactivated or lost
 * the right to invite as this role leaves no open door behind.
 */
export function stateOf({
  invite,
  creator,
  now,
}: InviteFacts): "open" | "used" | "expired" | "revoked" {
  if (invite.revokedAt || !creator || creator.deactivatedAt) return "revoked";
  if (!canInviteAs(creator.role, asInviteRole(invite.role))) return "revoked";
  if (invite.maxUses !== null && invite.uses >= invite.maxUses) return "used";
  return invite.expiresAt && invite.expiresAt <= now ? "expired" : "open";
}

/** Ownership is handed over, never given away by link; the database holds no such invitation either. */
export function asInviteRole(role: Role): InviteRole {
  if (role === "owner") throw new Error("An invitation makes owners");
  return role;
}

/** An invitation together with how it stands. */
export interface StandingInvite {
  invite: Invite;
  state: ReturnType<typeof stateOf>;
}

/** The invitation behind a link, in whatever state; throws `not_found` for a made-up one. */
export async function requireInvite(
  db: Prisma.TransactionClient,
  token: string,
): Promise<StandingInvite> {
  const invite = await db.invite.findUnique({ where: { tokenHash: hashInviteToken(token) } });
  if (!invite) throw unusable();
  const { workspaceId, createdById: userId } = invite;
  const creator = await db.member.findUnique({
    where: { workspaceId_userId: { workspaceId, userId } },
    select: { role: true, deactivatedAt: true },
  });
  return { invite, state: stateOf({ invite, creator, now: new Date() }) };
}

/** The same with its row locked first, so that of many who come at once each sees what the one before took. */
export async function requireLockedInvite(
  db: Prisma.TransactionClient,
  token: string,
): Promise<StandingInvite> {
  await db.$queryRaw`SELECT id FROM invite WHERE token_hash = ${hashInviteToken(token)} FOR UPDATE`;
  return requireInvite(db, token);
}

/** The one answer for an invitation that is used up, expired, revoked or made up. */
export function unusable(): Failure {
  const message =
    "This invitation can't be used (any more). Ask the person who invited you for a new one.";
  return fail("not_found", message);
}
