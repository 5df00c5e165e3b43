import type { memberList, OutputOf, ParsedInputOf } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { Prisma } from "../database/generated/client.ts";
import { isVisibleTo } from "./member-access.ts";
import { readMemberPage } from "./read-member-page.ts";

/** The workspace's people by name: the active ones, or with `deactivated` those who were shut out. */
export async function listMembers(
  { database }: Context,
  caller: MemberCaller,
  { role, deactivated, ...page }: ParsedInputOf<typeof memberList>,
): Promise<OutputOf<typeof memberList>> {
  const standing = deactivated
    ? Prisma.sql`m.deactivated_at IS NOT NULL`
    : Prisma.sql`m.deactivated_at IS NULL`;
  const ranked = role ? Prisma.sql`m.role = ${role}::role` : Prisma.sql`true`;
  const among = Prisma.sql`${isVisibleTo(caller)} AND ${standing} AND ${ranked}`;
  return readMemberPage(database, { among, ...page });
}
