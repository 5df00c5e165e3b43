import { asId, type MemberView, type UserId } from "@hallway/protocol";
import { z } from "zod";
import type { Prisma } from "../database/generated/client.ts";
import { fromCursor, toLiteral, toPage } from "../database/page-cursor.ts";
import { toMemberView } from "./member-view.ts";

/** Which people, and which page of them. */
export interface MemberQuery {
  where: Prisma.MemberWhereInput;
  query?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** A place in a list of people. */
const Place = z.strictObject({ name: z.string(), userId: z.guid() });

/** People by display name, a page at a time (index `member_workspace_id_display_name_user_id_idx`). */
export async function readMemberPage(
  db: Prisma.TransactionClient,
  { where, query, cursor, limit }: MemberQuery,
): Promise<{ members: MemberView[]; nextCursor: string | null }> {
  const found = await db.member.findMany({
    where: { AND: [where, named(query), after(cursor)] },
    orderBy: [{ displayName: "asc" }, { userId: "asc" }],
    take: limit + 1,
    include: { user: { select: { name: true } } },
  });
  const { rows, nextCursor } = toPage(found, {
    limit,
    placeOf: ({ displayName, userId }) => ({ name: displayName, userId: asId<UserId>(userId) }),
  });
  return { members: rows.map(toMemberView), nextCursor };
}

function named(query = ""): Prisma.MemberWhereInput {
  const words = query.trim().replace(/^@/, "");
  if (words === "") return {};
  const contains = { contains: toLiteral(words), mode: "insensitive" as const };
  return { OR: [{ displayName: contains }, { user: { name: contains } }, { title: contains }] };
}

function after(cursor: string | undefined): Prisma.MemberWhereInput {
  const place = fromCursor(Place, cursor);
  if (!place) return {};
  const { name, userId } = place;
  return { OR: [{ displayName: { gt: name } }, { displayName: name, userId: { gt: userId } }] };
}
