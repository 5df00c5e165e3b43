import {
  type AdminChannelView,
  type adminChannels,
  asId,
  type ConversationId,
  type OutputOf,
  type ParsedInputOf,
} from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { Prisma } from "../database/generated/client.ts";
import { toPage, toPattern } from "../database/page-cursor.ts";
import { inSnapshot } from "../database/snapshot.ts";
import { byNumber, byText, byTime, type SortColumn, toSortOrder } from "./sort-order.ts";

type Input = ParsedInputOf<typeof adminChannels>;

/** A page of the public channels, and how many private ones there are; their names stay private. */
export async function listChannels(
  { database }: Context,
  { workspaceId }: MemberCaller,
  input: Input,
): Promise<OutputOf<typeof adminChannels>> {
  const pattern = input.query?.trim() ? toPattern(input.query.trim()) : "%";
  return inSnapshot(database, async (db) => {
    const { rows, nextCursor } = toPage(await findChannels(db, { workspaceId, pattern }, input), {
      limit: input.limit,
      placeOf: ({ key, id }) => ({ key: typeof key === "bigint" ? Number(key) : key, id }),
    });
    const [counts] = await db.$queryRaw<{ total: number; privateChannels: number }[]>`
      SELECT (count(*) FILTER (WHERE NOT private AND name ILIKE ${pattern}))::int AS total,
             (count(*) FILTER (WHERE private))::int AS "privateChannels"
      FROM conversation WHERE workspace_id = ${workspaceId}::uuid AND kind = 'channel'`;
    return {
      channels: rows.map(toAdminChannelView),
      nextCursor,
      total: counts?.total ?? 0,
      privateChannels: counts?.privateChannels ?? 0,
    };
  });
}

interface FoundChannel {
  id: string;
  key: string | number | bigint;
  name: string;
  topic: string;
  general: boolean;
  createdByName: string | null;
  members: number;
  messages: number;
  lastActivityAt: Date | null;
  archivedAt: Date | null;
}

/** A channel's last seq is the number of messages it ever had, so that nothing has to be counted. */
function findChannels(
  db: Prisma.TransactionClient,
  { workspaceId, pattern }: { workspaceId: string; pattern: string },
  input: Input,
): Promise<FoundChannel[]> {
  const column = columns[input.sort];
  const { after, by } = toSortOrder(column, Prisma.sql`c.id`, input);
  return db.$queryRaw<FoundChannel[]>`
    SELECT c.id, ${column.key} AS key, c.name, c.topic, c.general, m.display_name AS "createdByName",
           c.member_count AS members, c.last_seq AS messages,
           c.last_message_at AS "lastActivityAt", c.archived_at AS "archivedAt"
    FROM conversation c
    LEFT JOIN member m ON m.workspace_id = c.workspace_id AND m.user_id = c.created_by_id
    WHERE c.workspace_id = ${workspaceId}::uuid AND c.kind = 'channel' AND NOT c.private
      AND c.name ILIKE ${pattern} ${after}
    ORDER BY ${by} LIMIT ${input.limit + 1}`;
}

const columns: Record<Input["sort"], SortColumn> = {
  name: byText(Prisma.sql`c.name`),
  members: byNumber(Prisma.sql`c.member_count`),
  messages: byNumber(Prisma.sql`c.last_seq`),
  lastActivityAt: byTime(Prisma.sql`c.last_message_at`),
};

function toAdminChannelView({ key: _, ...row }: FoundChannel): AdminChannelView {
  return {
    ...row,
    id: asId<ConversationId>(row.id),
    lastActivityAt: row.lastActivityAt?.toISOString() ?? null,
    archivedAt: row.archivedAt?.toISOString() ?? null,
  };
}
