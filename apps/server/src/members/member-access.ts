import { asId, type UserId } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import type { Prisma } from "../database/generated/client.ts";
import { notFound } from "../failure.ts";

/** Whom the caller can see: everyone of the workspace; as a guest those they share a conversation with, and themselves. */
export function visibleTo(
  caller: MemberCaller,
  { alsoFormer = false }: { alsoFormer?: boolean } = {},
): Prisma.MemberWhereInput {
  const { workspaceId, memberId, role } = caller;
  if (role !== "guest") return { workspaceId };
  const shared = { conversation: { participants: { some: { memberId, leftAt: null } } } };
  return {
    workspaceId,
    OR: [
      { id: memberId },
      { participations: { some: alsoFormer ? shared : { ...shared, leftAt: null } } },
    ],
  };
}

/** These people as active members whom the caller can see, each once; throws `not_found` if one is none. */
export async function requireActiveMembers(
  db: Prisma.TransactionClient,
  caller: MemberCaller,
  userIds: readonly UserId[],
): Promise<{ memberId: string; userId: UserId }[]> {
  const wanted = [...new Set(userIds)];
  const rows = await db.member.findMany({
    where: { ...visibleTo(caller), userId: { in: wanted }, deactivatedAt: null },
    select: { id: true, userId: true },
    orderBy: { id: "asc" },
  });
  if (rows.length < wanted.length) throw notFound("person");
  return rows.map((row) => ({ memberId: row.id, userId: asId<UserId>(row.userId) }));
}
