import { asId, type Role, type UserId, type WorkspaceId } from "@hallway/protocol";
import type { AccountCaller, MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { fail, notFound } from "../failure.ts";
import type { Membership } from "../realtime/membership.ts";
import { readRooms } from "./read-rooms.ts";
import { DEACTIVATED, NOT_A_MEMBER } from "./refusals.ts";
import { reviewSeats } from "./review-seats.ts";
import { createStandings } from "./standings.ts";

/** How the realtime layer and HTTP learn who someone is in a workspace, always as the database has it now. */
export function createMembership({
  database,
  accounts,
}: Pick<Context, "database" | "accounts">): Membership {
  const standings = createStandings({ database });
  return {
    async workspaceExists(id) {
      return (await database.reads.ask({ ...FIND_WORKSPACE, values: [id] })).length === 1;
    },
    findAccount: accounts.findCaller,
    async admit(account, workspaceId) {
      const member = await findMember({ database }, account, workspaceId);
      if (!member) return NOT_A_MEMBER;
      return member.deactivated ? DEACTIVATED : member.caller;
    },
    current: (account, workspaceId) => standings.add(account.sessionId, { account, workspaceId }),
    roomsOf: (member) => readRooms(database.reads.ask, member),
    review: (seats) => reviewSeats(database, seats),
  };
}

/** The account as an active member; throws `not_found` for strangers and `forbidden` for the deactivated. */
export async function requireMember(
  context: Pick<Context, "database">,
  account: AccountCaller,
  workspaceId: WorkspaceId,
): Promise<MemberCaller> {
  const member = await findMember(context, account, workspaceId);
  if (!member) throw notFound("workspace");
  if (member.deactivated) throw fail("forbidden", DEACTIVATED.message);
  return member.caller;
}

interface MemberRow {
  id: string;
  userId: string;
  role: Role;
  displayName: string;
  deactivated: boolean;
}

const FIND_WORKSPACE = { name: "find_workspace", text: "SELECT FROM workspace WHERE id = $1" };

const FIND_MEMBER = {
  name: "find_member",
  text: `
    SELECT id, user_id AS "userId", role::text AS role, display_name AS "displayName",
           deactivated_at IS NOT NULL AS deactivated
    FROM member WHERE workspace_id = $1 AND user_id = $2`,
};

async function findMember(
  { database }: Pick<Context, "database">,
  account: AccountCaller,
  workspaceId: WorkspaceId,
): Promise<{ caller: MemberCaller; deactivated: boolean } | null> {
  const [row] = await database.reads.ask<MemberRow>({
    ...FIND_MEMBER,
    values: [workspaceId, account.userId],
  });
  if (!row) return null;
  const userId = asId<UserId>(row.userId);
  return {
    caller: {
      ...account,
      userId,
      name: row.displayName,
      workspaceId,
      memberId: row.id,
      role: row.role,
    },
    deactivated: row.deactivated,
  };
}
