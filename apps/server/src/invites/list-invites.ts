import {
  type inviteList,
  isAtLeast,
  type OutputOf,
  type ParsedInputOf,
  type Role,
  Timestamp,
} from "@hallway/protocol";
import { z } from "zod";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { Prisma } from "../database/generated/client.ts";
import { fromCursor, toPage } from "../database/page-cursor.ts";
import { inSnapshot } from "../database/snapshot.ts";
import { toInviteView } from "./invite-view.ts";

type Input = ParsedInputOf<typeof inviteList>;

const Place = z.strictObject({ at: Timestamp, id: z.guid() });

interface FoundInvite {
  id: string;
  createdAt: Date;
  role: Role | null;
  deactivatedAt: Date | null;
}

/** Invitations, newest first: for admins all of them, for others their own. */
export async function listInvites(
  { database }: Context,
  caller: MemberCaller,
  input: Input,
): Promise<OutputOf<typeof inviteList>> {
  return inSnapshot(database, async (db) => {
    const { rows, nextCursor } = toPage(await findInvites(db, caller, input), {
      limit: input.limit,
      placeOf: (row) => ({ at: row.createdAt.toISOString(), id: row.id }),
    });
    const invites = await db.invite.findMany({ where: { id: { in: rows.map((row) => row.id) } } });
    const byId = new Map(invites.map((invite) => [invite.id, invite]));
    const views = rows.flatMap(({ id, role, deactivatedAt }) => {
      const invite = byId.get(id);
      return invite ? [toInviteView(invite, role && { role, deactivatedAt })] : [];
    });
    return { invites: views, nextCursor };
  });
}

/** A page and one more, together with the role that each one's maker has now. */
async function findInvites(
  db: Prisma.TransactionClient,
  caller: MemberCaller,
  { open, cursor, limit }: Input,
): Promise<FoundInvite[]> {
  const place = fromCursor(Place, cursor);
  const whose = isAtLeast(caller.role, "admin")
    ? Prisma.empty
    : Prisma.sql`AND i.created_by_id = ${caller.userId}::uuid`;
  const after = place
    ? Prisma.sql`AND (i.created_at, i.id) < (${place.at}::timestamptz, ${place.id}::uuid)`
    : Prisma.empty;
  return db.$queryRaw<FoundInvite[]>`
    SELECT i.id, i.created_at AS "createdAt", m.role::text AS role, m.deactivated_at AS "deactivatedAt"
    FROM invite i
    LEFT JOIN member m ON m.workspace_id = i.workspace_id AND m.user_id = i.created_by_id
    WHERE i.workspace_id = ${caller.workspaceId}::uuid ${whose} ${after} ${open ? STILL_OPEN : Prisma.empty}
    ORDER BY i.created_at DESC, i.id DESC
    LIMIT ${limit + 1}`;
}

/** What `stateOf` calls open, for the database to choose by. */
const STILL_OPEN = Prisma.sql`
  AND i.revoked_at IS NULL AND (i.expires_at IS NULL OR i.expires_at > now())
  AND (i.max_uses IS NULL OR i.uses < i.max_uses)
  AND m.deactivated_at IS NULL
  AND (m.role IN ('owner', 'admin') OR (m.role = 'member' AND i.role <> 'admin'))`;
