import type { memberList, OutputOf, ParsedInputOf } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { visibleTo } from "./member-access.ts";
import { readMemberPage } from "./read-member-page.ts";

/** The workspace's people by name: the active ones, or with `deactivated` those who were shut out. */
export async function listMembers(
  { database }: Context,
  caller: MemberCaller,
  { role, deactivated, ...page }: ParsedInputOf<typeof memberList>,
): Promise<OutputOf<typeof memberList>> {
  const where = {
    ...visibleTo(caller),
    deactivatedAt: deactivated ? { not: null } : null,
    ...(role ? { role } : {}),
  };
  return readMemberPage(database, { where, ...page });
}
