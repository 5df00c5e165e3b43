import type { AdminFigures, WorkspaceId } from "@hallway/protocol";
import type { Context } from "../context.ts";
import type { Prisma } from "../database/generated/client.ts";

/** The figures that change while one looks: three counts in one statement, and who is connected. */
export async function readFigures(
  db: Prisma.TransactionClient,
  presence: Context["presence"],
  workspaceId: WorkspaceId,
): Promise<AdminFigures> {
  const [counts] = await db.$queryRaw<Omit<AdminFigures, "online">[]>`
    SELECT
      (SELECT count(*)::int FROM member
        WHERE workspace_id = ${workspaceId}::uuid AND deactivated_at IS NULL) AS members,
      (SELECT count(*)::int FROM message
        WHERE workspace_id = ${workspaceId}::uuid AND kind = 'text'
          AND created_at >= date_trunc('day', now(), 'UTC')) AS "messagesToday",
      (SELECT count(*)::int FROM conversation
        WHERE workspace_id = ${workspaceId}::uuid AND kind = 'channel' AND archived_at IS NULL) AS channels`;
  if (!counts) throw new Error("Counting gave no row");
  return { online: presence.online(workspaceId).size, ...counts };
}
