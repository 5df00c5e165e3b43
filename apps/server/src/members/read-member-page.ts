import type { MemberView } from "@hallway/protocol";
import { z } from "zod";
import { Prisma } from "../database/generated/client.ts";
import { fromCursor, toPage, toPattern } from "../database/page-cursor.ts";
import { toMemberView } from "./member-view.ts";

/** Which people, and which page of them. */
export interface MemberQuery {
  /** A condition on the row `m` of a member. */
  among: Prisma.Sql;
  query?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** A place in a list of people. */
const Place = z.strictObject({ name: z.string(), memberId: z.guid() });
type Place = z.infer<typeof Place>;

/**
 * People by display name as a reader sorts names (whatever the case, accents beside their letters), a page at a time.
 * By hand, because Prisma orders by the database's own collation only, and that puts Zoe before adam.
 */
export async function readMemberPage(
  db: Prisma.TransactionClient,
  { among, query, cursor, limit }: MemberQuery,
): Promise<{ members: MemberView[]; nextCursor: string | null }> {
  const found = await db.$queryRaw<Place[]>`
    SELECT m.display_name AS name, m.id AS "memberId"
    FROM member m JOIN "user" u ON u.id = m.user_id
    WHERE ${among} AND ${named(query)} AND ${after(cursor)}
    ORDER BY m.display_name COLLATE "und-x-icu", m.id
    LIMIT ${limit + 1}`;
  const { rows, nextCursor } = toPage(found, { limit, placeOf: (place) => place });
  const members = await db.member.findMany({
    where: { id: { in: rows.map(({ memberId }) => memberId) } },
    include: { user: { select: { name: true } } },
  });
  const byId = new Map(members.map((row) => [row.id, toMemberView(row)]));
  return { members: rows.flatMap(({ memberId }) => byId.get(memberId) ?? []), nextCursor };
}

function named(query = ""): Prisma.Sql {
  const words = query.trim().replace(/^@/, "");
  if (words === "") return Prisma.sql`true`;
  const pattern = toPattern(words);
  return Prisma.sql`(m.display_name ILIKE ${pattern} OR u.name ILIKE ${pattern} OR m.title ILIKE ${pattern})`;
}

function after(cursor: string | undefined): Prisma.Sql {
  const place = fromCursor(Place, cursor);
  if (!place) return Prisma.sql`true`;
  return Prisma.sql`(m.display_name COLLATE "und-x-icu", m.id) > (${place.name}, ${place.memberId}::uuid)`;
}
