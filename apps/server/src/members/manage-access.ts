import { canManage, type UserId } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import type { Member, Prisma } from "../database/generated/client.ts";
import { fail, notFound } from "../failure.ts";
import { lockRoom } from "../realtime/clock.ts";
import { workspaceRoom } from "../realtime/rooms.ts";

type NamedMember = Member & { user: { name: string } };

/**
 * Me and the person I want to manage, as they are under the lock of the workspace's room: what I was a moment ago may
 * have changed. Throws `not_found` for nobody here, `forbidden` if I am no longer active.
 */
export async function requireLockedMembers(
  db: Prisma.TransactionClient,
  caller: MemberCaller,
  userId: UserId,
): Promise<{ actor: Member; target: NamedMember }> {
  const { workspaceId } = caller;
  await lockRoom(db, workspaceRoom(workspaceId));
  const rows = await db.member.findMany({
    where: { workspaceId, userId: { in: [caller.userId, userId] } },
    include: { user: { select: { name: true } } },
  });
  const actor = rows.find((row) => row.userId === caller.userId);
  const target = rows.find((row) => row.userId === userId);
  if (!actor || actor.deactivatedAt)
    throw fail("forbidden", "You are no longer in this workspace.");
  if (!target) throw notFound("person");
  return { actor, target };
}

/** Throws `conflict` if nobody but this person is an active owner. */
export async function requireAnotherOwner(
  db: Prisma.TransactionClient,
  { workspaceId, id }: Pick<Member, "workspaceId" | "id">,
): Promise<void> {
  const others = await db.member.count({
    where: { workspaceId, role: "owner", deactivatedAt: null, id: { not: id } },
  });
  if (others === 0) {
    const message = "This is the last owner. Make someone else an owner first.";
    throw fail("conflict", message);
  }
}

/** Throws unless this admin may manage that person; `oneself` says whether that may be themselves. */
export function requireMayManage(
  actor: Pick<Member, "id" | "role">,
  target: Pick<Member, "id" | "role">,
  { oneself }: { oneself: boolean },
): void {
  if (!oneself && actor.id === target.id) {
    throw fail("conflict", "You can't deactivate yourself. Ask another admin.");
  }
  if (!canManage(actor.role, target.role)) {
    const message =
      target.role === "owner"
        ? "Only owners can do this to an owner."
        : "Only owners and admins can do this.";
    throw fail("forbidden", message);
  }
}
