import type { memberGet, OutputOf, ParsedInputOf } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { visibleTo } from "./member-access.ts";
import { toMemberView } from "./member-view.ts";

/** People by their ids, those included who were deactivated or have left: what they wrote still names them. */
export async function getMembers(
  { database }: Context,
  caller: MemberCaller,
  input: ParsedInputOf<typeof memberGet>,
): Promise<OutputOf<typeof memberGet>> {
  const rows = await database.member.findMany({
    where: { ...visibleTo(caller, { alsoFormer: true }), userId: { in: input.userIds } },
    include: { user: { select: { name: true } } },
    orderBy: { userId: "asc" },
  });
  return { members: rows.map(toMemberView) };
}
