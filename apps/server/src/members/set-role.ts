import {
  canSetRole,
  isAtLeast,
  type memberSetRole,
  type OutputOf,
  type ParsedInputOf,
  type Role,
} from "@hallway/protocol";
import { recordAudit } from "../audit/record-audit.ts";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { roomOf } from "../conversations/conversation-access.ts";
import { enterConversations, type Newcomer } from "../conversations/enter-conversation.ts";
import type { Conversation, Prisma } from "../database/generated/client.ts";
import { inTransaction, type Tx } from "../database/transaction.ts";
import { fail } from "../failure.ts";
import { lockRoom } from "../realtime/clock.ts";
import { changeMember } from "./change-member.ts";
import { requireAnotherOwner, requireLockedMembers } from "./manage-access.ts";
import { toMemberView } from "./member-view.ts";
import { NO_LONGER_ADMIN } from "./refusals.ts";

/** Gives a person another role. Only owners touch the role owner, and the last one keeps it. */
export async function setRole(
  context: Context,
  caller: MemberCaller,
  { userId, role }: ParsedInputOf<typeof memberSetRole>,
): Promise<OutputOf<typeof memberSetRole>> {
  return inTransaction(context, async (tx) => {
    const everyones = role === "guest" ? [] : await lockEveryonesChannel(tx.db, caller);
    const { actor, target } = await requireLockedMembers(tx.db, caller, userId);
    const from = target.role;
    if (!canSetRole(actor.role, { from, to: role })) {
      throw fail(
        "forbidden",
        "Only owners can make or unmake owners, and only admins other roles.",
      );
    }
    if (target.deactivatedAt) {
      throw fail("conflict", "This person is deactivated. Reactivate them first.");
    }
    if (from === role) return { member: toMemberView(target) };
    if (from === "owner") await requireAnotherOwner(tx.db, target);

    const member = await changeMember(tx, target, { role });
    if (from === "guest") {
      await seatEverywhere(tx, caller, { person: { memberId: target.id, userId }, everyones });
    }
    endAdminPanel(tx, { ...caller, userId }, { from, to: role });
    await recordAudit(tx, caller, {
      action: "member.role-changed",
      target: { kind: "member", id: userId, name: target.displayName },
      details: { from, to: role },
    });
    return { member };
  });
}

/** Whoever stops being a guest comes into the channel that everyone is in; its room is locked before the workspace's. */
async function lockEveryonesChannel(
  db: Prisma.TransactionClient,
  { workspaceId }: MemberCaller,
): Promise<Conversation[]> {
  const known = await db.conversation.findFirst({ where: { workspaceId, general: true } });
  if (!known) return [];
  await lockRoom(db, roomOf(known));
  return db.conversation.findMany({ where: { id: known.id } });
}

async function seatEverywhere(
  tx: Tx,
  { workspaceId }: MemberCaller,
  { person, everyones }: { person: Newcomer; everyones: readonly Conversation[] },
): Promise<void> {
  await enterConversations(tx, {
    workspaceId,
    members: [person],
    conversations: everyones,
    by: null,
    event: "joined",
  });
}

/** Whoever no longer administers loses the open admin panel at once. */
export function endAdminPanel(
  tx: Tx,
  { userId, workspaceId }: Pick<MemberCaller, "userId" | "workspaceId">,
  { from, to }: { from: Role; to: Role },
): void {
  if (!isAtLeast(from, "admin") || isAtLeast(to, "admin")) return;
  tx.end({ userId, workspaceId, adminOnly: true, refusal: NO_LONGER_ADMIN });
}
