import { asId, limits, type MemberView, type UserId } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import { Prisma } from "../database/generated/client.ts";
import type { Ask } from "../database/pipeline.ts";
import { isVisibleTo } from "./member-access.ts";
import { MEMBER_COLUMNS, type MemberRow, toMemberView } from "./member-view.ts";

/** Those named, in that order, then others of the workspace by name until the first screen has enough; for guests only whom they meet. */
export async function readFirstMembers(
  ask: Ask,
  caller: MemberCaller,
  named: readonly UserId[],
): Promise<MemberView[]> {
  const [mine, others] = await Promise.all([
    ask<MemberRow>({ ...NAMED, values: [caller.workspaceId, [...new Set(named)]] }),
    ask<MemberRow>(byName(caller)),
  ]);
  const byId = new Map([...mine, ...others].map((row) => [asId<UserId>(row.userId), row]));
  return [...byId.values()].slice(0, limits.bootstrapMembers).map(toMemberView);
}

const NAMED = {
  name: "members_named",
  text: `
    SELECT ${MEMBER_COLUMNS}
    FROM member m JOIN "user" u ON u.id = m.user_id
    WHERE m.workspace_id = $1::uuid AND m.user_id = ANY ($2::uuid[])
    ORDER BY array_position($2::uuid[], m.user_id)
    LIMIT ${limits.bootstrapMembers}`,
};

function byName(caller: MemberCaller) {
  const { text, values } = Prisma.sql`
    SELECT ${Prisma.raw(MEMBER_COLUMNS)}
    FROM member m JOIN "user" u ON u.id = m.user_id
    WHERE ${isVisibleTo(caller)} AND m.deactivated_at IS NULL
    ORDER BY m.display_name, m.user_id
    LIMIT ${Prisma.raw(String(limits.bootstrapMembers))}`;
  const name = caller.role === "guest" ? "members_by_name_for_guest" : "members_by_name";
  return { name, text, values };
}
