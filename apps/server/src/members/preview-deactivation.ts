import type { memberDeactivationPreview, OutputOf, ParsedInputOf } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import type { Member, Prisma } from "../database/generated/client.ts";
import { inTransaction } from "../database/transaction.ts";
import { requireAnotherOwner, requireLockedMembers, requireMayManage } from "./manage-access.ts";

type Preview = OutputOf<typeof memberDeactivationPreview>;

/** What deactivating a person would do; refused where the deed itself would be. */
export async function previewDeactivation(
  context: Context,
  caller: MemberCaller,
  { userId }: ParsedInputOf<typeof memberDeactivationPreview>,
): Promise<Preview> {
  return inTransaction(context, async (tx) => {
    const { actor, target } = await requireLockedMembers(tx.db, caller, userId);
    requireMayManage(actor, target, { oneself: false });
    if (target.role === "owner") await requireAnotherOwner(tx.db, target);
    return readEffects(tx.db, target);
  });
}

/** Admins learn how many they are: their names are those people's who are in them. */
const UNNAMED = "a private channel";

/** By hand, so that four questions are one round trip. */
async function readEffects(
  db: Prisma.TransactionClient,
  { id, userId, workspaceId }: Member,
): Promise<Preview> {
  const [effects] = await db.$queryRaw<Preview[]>`
    WITH joined AS (
      SELECT c.id, c.private FROM participant p
      JOIN conversation c ON c.id = p.conversation_id
      WHERE p.member_id = ${id}::uuid AND p.left_at IS NULL
        AND c.kind = 'channel' AND c.archived_at IS NULL
    )
    SELECT
      (SELECT count(*)::int FROM session
        WHERE user_id = ${userId}::uuid AND expires_at > now()) AS sessions,
      (SELECT count(*)::int FROM joined) AS channels,
      (SELECT count(*)::int FROM invite
        WHERE workspace_id = ${workspaceId}::uuid AND created_by_id = ${userId}::uuid
          AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())
          AND (max_uses IS NULL OR uses < max_uses)) AS "openInvites",
      ARRAY(
        SELECT ${UNNAMED} FROM joined
        WHERE joined.private AND NOT EXISTS (
          SELECT FROM participant other JOIN member m ON m.id = other.member_id
          WHERE other.conversation_id = joined.id AND other.member_id <> ${id}::uuid
            AND other.left_at IS NULL AND m.deactivated_at IS NULL)
        LIMIT 100
      ) AS "lonelyChannels"`;
  if (!effects) throw new Error("A SELECT without FROM gave no row");
  return effects;
}
