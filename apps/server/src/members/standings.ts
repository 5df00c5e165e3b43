import { asId, type Role, type UserId, type WorkspaceId } from "@hallway/protocol";
import type { AccountCaller, MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { createLanes, type Lanes } from "../database/lanes.ts";
import { fail } from "../failure.ts";

/** Who asks, and where they want to be a member. */
interface Asked {
  account: AccountCaller;
  workspaceId: WorkspaceId;
}

const LANES = 2;
const BATCH_MAX = 500;
const QUEUE_MAX = 10_000;

/**
 * Looks up, for every command of every socket, whether its session lives and what its person is in the workspace. Those
 * that ask while a look-up is under way are answered together by the next one, so each answer is younger than its question.
 */
export function createStandings({
  database,
  accounts,
}: Pick<Context, "database" | "accounts">): Lanes<Asked, MemberCaller | null> {
  return createLanes<Asked, MemberCaller | null>({
    lanes: LANES,
    batchMax: BATCH_MAX,
    queueMax: QUEUE_MAX,
    async runBatch(asked) {
      const [living, members] = await Promise.all([
        accounts.findLiveSessions([...new Set(asked.map(({ account }) => account.sessionId))]),
        readMembers(database, asked),
      ]);
      return asked.map((one) => {
        const alive = living.has(one.account.sessionId);
        return { result: alive ? toCaller(one, members.get(keyOf(one))) : null };
      });
    },
    full: () =>
      fail("unavailable", "Very many people are asking at this moment. Try again shortly.", {
        retryInMs: 1_000,
      }),
  });
}

interface MemberRow {
  id: string;
  userId: string;
  workspaceId: string;
  role: Role;
  displayName: string;
}

async function readMembers(
  database: Context["database"],
  asked: readonly Asked[],
): Promise<Map<string, MemberRow>> {
  const distinct = [...new Map(asked.map((one) => [keyOf(one), one])).values()];
  const rows = await database.$queryRaw<MemberRow[]>`
    SELECT m.id, m.user_id AS "userId", m.workspace_id AS "workspaceId", m.role::text AS role, m.display_name AS "displayName"
    FROM unnest(${distinct.map((one) => one.workspaceId)}::uuid[], ${distinct.map((one) => one.account.userId)}::uuid[])
      AS asked (workspace_id, user_id)
    JOIN member m ON m.workspace_id = asked.workspace_id AND m.user_id = asked.user_id AND m.deactivated_at IS NULL`;
  return new Map(rows.map((row) => [`${row.workspaceId} ${row.userId}`, row]));
}

function keyOf({ account, workspaceId }: Asked): string {
  return `${workspaceId} ${account.userId}`;
}

function toCaller(
  { account, workspaceId }: Asked,
  row: MemberRow | undefined,
): MemberCaller | null {
  if (!row) return null;
  const { id: memberId, role, displayName: name } = row;
  return { ...account, userId: asId<UserId>(row.userId), name, workspaceId, memberId, role };
}
