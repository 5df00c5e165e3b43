import { asId, type UserId, type WorkspaceId } from "@hallway/protocol";
import type { AccountCaller, MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { fail, notFound } from "../failure.ts";
import { DEACTIVATED } from "../members/refusals.ts";

/** The account as an active member; throws `not_found` for strangers and `forbidden` for the deactivated. */
export async function requireMember(
  { database }: Pick<Context, "database">,
  account: AccountCaller,
  workspaceId: WorkspaceId,
): Promise<MemberCaller> {
  const { userId } = account;
  const member = await database.member.findUnique({
    where: { workspaceId_userId: { workspaceId, userId } },
  });
  if (!member) throw notFound("workspace");
  if (member.deactivatedAt) throw fail("forbidden", DEACTIVATED.message);
  const { id, displayName, role } = member;
  return {
    ...account,
    userId: asId<UserId>(userId),
    name: displayName,
    workspaceId,
    memberId: id,
    role,
  };
}
