import { isAtLeast, type Role } from "@hallway/protocol";
import type { AccountCaller, MemberCaller } from "../caller.ts";
import type { Config } from "../config.ts";
import type { Prisma, Workspace } from "../database/generated/client.ts";
import { fail } from "../failure.ts";
import { lockRoom } from "../realtime/clock.ts";
import { workspaceRoom } from "../realtime/rooms.ts";

/**
 * The workspace and my role in it, with its room locked first: settings and roles only change under that lock, so both
 * hold until the commit. Throws `forbidden` when I am no longer at least `least`.
 */
export async function requireLockedWorkspace(
  db: Prisma.TransactionClient,
  caller: MemberCaller,
  least: Role,
): Promise<{ workspace: Workspace; role: Role }> {
  await lockRoom(db, workspaceRoom(caller.workspaceId));
  const member = await db.member.findUniqueOrThrow({
    where: { id: caller.memberId },
    include: { workspace: true },
  });
  if (member.deactivatedAt || !isAtLeast(member.role, least)) {
    throw fail("forbidden", "Your role in this workspace has changed: you can't do this any more.");
  }
  return { workspace: member.workspace, role: member.role };
}

/** Throws `conflict` when another workspace has this address. */
export async function requireFreeSlug(db: Prisma.TransactionClient, slug: string): Promise<void> {
  if ((await db.workspace.count({ where: { slug } })) === 0) return;
  throw fail("conflict", "Another workspace has this address. Choose a different one.", {
    field: "slug",
  });
}

/** Whether an account may create workspaces on this server: anyone, or only the one that set it up. */
export async function mayCreateWorkspaces(
  db: Prisma.TransactionClient,
  { workspaceCreation }: Pick<Config, "workspaceCreation">,
  { userId }: Pick<AccountCaller, "userId">,
): Promise<boolean> {
  if (workspaceCreation === "anyone") return true;
  const first = await db.user.findFirst({
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true },
  });
  return first?.id === userId;
}
