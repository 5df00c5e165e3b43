import type { AdminOverview, WorkspaceId } from "@hallway/protocol";
import { toAuditEntryView } from "../audit/audit-view.ts";
import { findAuditEntries } from "../audit/find-audit-entries.ts";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import type { Prisma } from "../database/generated/client.ts";
import { inSnapshot } from "../database/snapshot.ts";
import { version } from "../version.ts";
import { readFigures } from "./read-figures.ts";

/** The workspace at a glance. */
export async function readOverview(
  { database, presence, config, mailer, disk }: Context,
  caller: MemberCaller,
): Promise<AdminOverview> {
  const { workspaceId } = caller;
  return inSnapshot(database, async (db) => {
    const messagesPerDay = await countMessagesPerDay(db, workspaceId);
    const recent = await findAuditEntries(db, caller, { filter: {}, place: null, take: 10 });
    return {
      figures: await readFigures(db, presence, workspaceId),
      messagesSameDayLastWeek: messagesPerDay.at(-8)?.count ?? 0,
      messagesPerDay,
      idleChannels: await countIdleChannels(db, workspaceId),
      ...(await measureDatabase(db)),
      version,
      rateLimitsOff: !config.rateLimits,
      diskFull: disk.last()?.low ?? false,
      mail: mailer.kind,
      signUp: config.signUp,
      recentAudit: recent.map(toAuditEntryView),
    };
  });
}

/** One row a day, the days without a message too (index `message_workspace_id_created_at_idx`). */
async function countMessagesPerDay(
  db: Prisma.TransactionClient,
  workspaceId: WorkspaceId,
): Promise<AdminOverview["messagesPerDay"]> {
  return db.$queryRaw`
    WITH days AS (
      SELECT generate_series((now() AT TIME ZONE 'UTC')::date - 29, (now() AT TIME ZONE 'UTC')::date, '1 day')::date AS day
    ), sent AS (
      SELECT (created_at AT TIME ZONE 'UTC')::date AS day, count(*)::int AS count
      FROM message
      WHERE workspace_id = ${workspaceId}::uuid AND kind = 'text'
        AND created_at >= date_trunc('day', now(), 'UTC') - interval '29 days'
      GROUP BY 1
    )
    SELECT to_char(day, 'YYYY-MM-DD') AS day, coalesce(count, 0) AS count
    FROM days LEFT JOIN sent USING (day) ORDER BY day`;
}

/** Channels in which nobody has said anything for a month, new ones aside. */
function countIdleChannels(
  db: Prisma.TransactionClient,
  workspaceId: WorkspaceId,
): Promise<number> {
  const monthAgo = new Date(Date.now() - 30 * 24 * 60 * 60_000);
  return db.conversation.count({
    where: {
      workspaceId,
      kind: "channel",
      archivedAt: null,
      OR: [
        { lastMessageAt: { lt: monthAgo } },
        { lastMessageAt: null, createdAt: { lt: monthAgo } },
      ],
    },
  });
}

async function measureDatabase(
  db: Prisma.TransactionClient,
): Promise<Pick<AdminOverview, "storage" | "databaseVersion">> {
  const [row] = await db.$queryRaw<{ bytes: bigint; version: string }[]>`
    SELECT pg_database_size(current_database()) AS bytes, current_setting('server_version') AS version`;
  if (!row) throw new Error("The database did not tell its size");
  // Messages carry no files yet, so files take no room.
  const storage = { databaseBytes: Number(row.bytes), fileBytes: 0 };
  return { storage, databaseVersion: `PostgreSQL ${row.version}` };
}
