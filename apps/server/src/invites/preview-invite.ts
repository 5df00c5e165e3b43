import {
  asId,
  type invitePreview,
  type OutputOf,
  type ParsedInputOf,
  type UserId,
} from "@hallway/protocol";
import type { AccountCaller, Visitor } from "../caller.ts";
import type { Context } from "../context.ts";
import { inSnapshot } from "../database/snapshot.ts";
import { asInviteRole, requireInvite, unusable } from "./invite-access.ts";
import { maskEmail } from "./invite-view.ts";

/** What a link invites to, for whoever holds it. */
export async function previewInvite(
  { database }: Context,
  caller: Visitor & Partial<AccountCaller>,
  { token }: ParsedInputOf<typeof invitePreview>,
): Promise<OutputOf<typeof invitePreview>> {
  return inSnapshot(database, async (db) => {
    const { invite, state } = await requireInvite(db, token);
    if (state !== "open") throw unusable();
    const { workspaceId } = invite;
    const workspace = await db.workspace.findUniqueOrThrow({
      where: { id: workspaceId },
      select: { name: true, slug: true, icon: true, accent: true },
    });
    const people = await db.member.findMany({
      where: {
        workspaceId,
        userId: { in: [invite.createdById, ...(caller.userId ? [caller.userId] : [])] },
      },
      select: { userId: true, displayName: true, deactivatedAt: true },
    });
    const memberCount = await db.member.count({ where: { workspaceId, deactivatedAt: null } });
    const personOf = (id: string | undefined) =>
      people.find((person) => asId<UserId>(person.userId) === id);
    return {
      workspace,
      invitedBy: personOf(invite.createdById)?.displayName ?? "",
      role: asInviteRole(invite.role),
      email: invite.email === null ? null : maskEmail(invite.email),
      memberCount,
      expiresAt: invite.expiresAt?.toISOString() ?? null,
      joined: personOf(caller.userId)?.deactivatedAt === null,
    };
  });
}
