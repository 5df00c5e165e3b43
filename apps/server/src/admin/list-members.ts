import type { AdminMemberView, adminMembers, OutputOf, ParsedInputOf } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { Prisma } from "../database/generated/client.ts";
import { toPage, toPattern } from "../database/page-cursor.ts";
import { inSnapshot } from "../database/snapshot.ts";
import { toMemberView } from "../members/member-view.ts";
import { byNumber, byText, byTime, type SortColumn, toSortOrder } from "./sort-order.ts";

type Input = ParsedInputOf<typeof adminMembers>;

/** A page of everyone, with what only admins see. */
export async function listMembers(
  { database, presence }: Context,
  caller: MemberCaller,
  input: Input,
): Promise<OutputOf<typeof adminMembers>> {
  return inSnapshot(database, async (db) => {
    const found = await findMembers(db, caller, input);
    const { rows, nextCursor } = toPage(found, {
      limit: input.limit,
      placeOf: ({ key, id }) => ({ key: typeof key === "bigint" ? Number(key) : key, id }),
    });
    const extras = await readExtras(
      db,
      rows.map(({ id }) => id),
    );
    const members = rows.flatMap(({ id }) => {
      const extra = extras.get(id);
      if (!extra) return [];
      return [{ ...extra, online: presence.of(caller.workspaceId, extra.userId) !== "offline" }];
    });
    return { members, nextCursor, total: await countMembers(db, caller, input) };
  });
}

interface FoundMember {
  id: string;
  key: string | number | bigint;
}

/** A page's ids in order and one more, by hand because the columns to sort by lie in two tables and in expressions. */
function findMembers(
  db: Prisma.TransactionClient,
  caller: MemberCaller,
  input: Input,
): Promise<FoundMember[]> {
  const column = columns[input.sort];
  const { after, by } = toSortOrder(column, Prisma.sql`m.id`, input);
  return db.$queryRaw<FoundMember[]>`
    SELECT m.id, ${column.key} AS key
    FROM member m JOIN "user" u ON u.id = m.user_id
    WHERE ${condition(caller, input)} ${after}
    ORDER BY ${by} LIMIT ${input.limit + 1}`;
}

async function countMembers(
  db: Prisma.TransactionClient,
  caller: MemberCaller,
  input: Input,
): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM member m JOIN "user" u ON u.id = m.user_id
    WHERE ${condition(caller, input)}`;
  return row?.count ?? 0;
}

const columns: Record<Input["sort"], SortColumn> = {
  name: byText(Prisma.sql`m.display_name`),
  role: byNumber(Prisma.sql`array_position(enum_range(NULL::role), m.role)`),
  joinedAt: byTime(Prisma.sql`m.joined_at`),
  lastSeenAt: byTime(Prisma.sql`m.last_seen_at`),
};

function condition({ workspaceId }: MemberCaller, { query, role, status }: Input): Prisma.Sql {
  const parts = [Prisma.sql`m.workspace_id = ${workspaceId}::uuid`];
  if (role) parts.push(Prisma.sql`m.role = ${role}::role`);
  if (status === "active") parts.push(Prisma.sql`m.deactivated_at IS NULL`);
  if (status === "deactivated") parts.push(Prisma.sql`m.deactivated_at IS NOT NULL`);
  if (query?.trim()) {
    const pattern = toPattern(query.trim());
    parts.push(
      Prisma.sql`(m.display_name ILIKE ${pattern} OR u.name ILIKE ${pattern} OR u.email ILIKE ${pattern})`,
    );
  }
  return Prisma.join(parts, " AND ");
}

/** Everything of these members but whether they are online, by id. */
async function readExtras(
  db: Prisma.TransactionClient,
  ids: string[],
): Promise<Map<string, Omit<AdminMemberView, "online">>> {
  const rows = await db.member.findMany({
    where: { id: { in: ids } },
    include: {
      user: {
        select: {
          name: true,
          email: true,
          _count: { select: { sessions: { where: { expiresAt: { gt: new Date() } } } } },
        },
      },
    },
  });
  return new Map(
    rows.map((row) => [
      row.id,
      {
        ...toMemberView(row),
        email: row.user.email,
        lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
        sessions: row.user._count.sessions,
      },
    ]),
  );
}
