import {
  asId,
  type inviteAccept,
  type OutputOf,
  type ParsedInputOf,
  type WorkspaceId,
} from "@hallway/protocol";
import { recordAudit } from "../audit/record-audit.ts";
import type { AccountCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import type { Invite, Prisma } from "../database/generated/client.ts";
import { inTurn } from "../database/in-turn.ts";
import { inTransaction, type Tx } from "../database/transaction.ts";
import { fail } from "../failure.ts";
import { type Admitted, enterWorkspace } from "../members/enter-workspace.ts";
import { toWorkspaceView } from "../workspaces/workspace-view.ts";
import {
  requireInvite,
  requireLockedInvite,
  type StandingInvite,
  unusable,
} from "./invite-access.ts";

/**
 * Joins the workspace that an invitation is for and uses it up by one. Whoever is in already is led there without
 * using it, so that asking again after a lost answer is harmless.
 */
export async function acceptInvite(
  context: Context,
  caller: AccountCaller,
  { token }: ParsedInputOf<typeof inviteAccept>,
): Promise<OutputOf<typeof inviteAccept>> {
  const { invite } = await requireInvite(context.database, token);
  return inTurn(`join ${invite.workspaceId}`, () => enterByInvite(context, caller, token));
}

async function enterByInvite(
  context: Context,
  caller: AccountCaller,
  token: string,
): Promise<OutputOf<typeof inviteAccept>> {
  return inTransaction(context, async (tx) => {
    const standing = await requireLockedInvite(tx.db, token);
    const { invite } = standing;
    if (!(await isLedBack(tx.db, caller, standing))) {
      requireUsable(standing, caller);
      const admitted = await enterWorkspace(tx, {
        account: caller,
        workspace: { id: invite.workspaceId },
        role: invite.role,
        channelIds: await findChannels(tx.db, invite),
      });
      if (admitted.isNew) await useInvite(tx, caller, { invite, admitted });
    }
    const workspace = await tx.db.workspace.findUniqueOrThrow({
      where: { id: invite.workspaceId },
    });
    return { workspace: toWorkspaceView(workspace) };
  });
}

/** Whether the caller is in the workspace already, and the link is one that has let or would let people in. */
async function isLedBack(
  db: Prisma.TransactionClient,
  { userId }: AccountCaller,
  { invite, state }: StandingInvite,
): Promise<boolean> {
  if (state !== "open" && state !== "used") return false;
  const { workspaceId } = invite;
  return (await db.member.count({ where: { workspaceId, userId, deactivatedAt: null } })) > 0;
}

function requireUsable({ invite, state }: StandingInvite, { email }: AccountCaller): void {
  if (state !== "open") throw unusable();
  if (invite.email !== null && invite.email !== email) {
    const message = "This invitation is for another e-mail address. Sign in with that account.";
    throw fail("forbidden", message);
  }
}

/** The channels it leads to, as far as the person who made it can still show them. */
async function findChannels(db: Prisma.TransactionClient, invite: Invite): Promise<string[]> {
  const { workspaceId, channelIds, createdById } = invite;
  const rows = await db.conversation.findMany({
    where: {
      id: { in: channelIds },
      workspaceId,
      OR: [{ private: false }, { participants: { some: { userId: createdById, leftAt: null } } }],
    },
    select: { id: true },
  });
  return rows.map((row) => row.id);
}

async function useInvite(
  tx: Tx,
  caller: AccountCaller,
  { invite, admitted: { member } }: { invite: Invite; admitted: Admitted },
): Promise<void> {
  const { uses } = await tx.db.invite.update({
    where: { id: invite.id },
    data: { uses: { increment: 1 } },
    select: { uses: true },
  });
  const workspaceId = asId<WorkspaceId>(invite.workspaceId);
  const newcomer = { ...caller, workspaceId, name: member.displayName };
  await recordAudit(tx, newcomer, {
    action: "invite.accepted",
    target: { kind: "invite", id: invite.id, name: invite.email ?? `…${invite.tokenHint}` },
    details: { uses: String(uses), role: invite.role },
  });
  await recordAudit(tx, newcomer, {
    action: "member.joined",
    target: { kind: "member", id: member.userId, name: member.displayName },
    details: { role: member.role },
  });
}
