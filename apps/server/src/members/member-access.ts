import { asId, type UserId } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import { Prisma } from "../database/generated/client.ts";
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

/** The same as a condition on the row `m` of a member, for statements written by hand. */
export function isVisibleTo(
  { workspaceId, memberId, role }: MemberCaller,
  { alsoFormer = false }: { alsoFormer?: boolean } = {},
): Prisma.Sql {
  const here = Prisma.sql`m.workspace_id = ${workspaceId}::uuid`;
  if (role !== "guest") return here;
  return Prisma.sql`${here} AND (m.id = ${memberId}::uuid OR EXISTS (
    SELECT FROM participant theirs
    JOIN participant mine ON mine.conversation_id = theirs.conversation_id
    WHERE theirs.member_id = m.id AND ${alsoFormer ? Prisma.sql`true` : Prisma.sql`theirs.left_at IS NULL`}
      AND mine.member_id = ${memberId}::uuid AND mine.left_at IS NULL))`;
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
