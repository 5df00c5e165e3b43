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
 * Looks up, for the commands of sockets, whether their session lives and what its person is in the workspace. Those that
 * ask while a look-up is under way are answered together by the next one, so each answer is younger than its question.
 */
export function createStandings({
  database,
}: Pick<Context, "database">): Lanes<Asked, MemberCaller | null> {
  return createLanes<Asked, MemberCaller | null>({
    lanes: LANES,
    batchMax: BATCH_MAX,
    queueMax: QUEUE_MAX,
    async runBatch(asked) {
      const members = await readMembers(database, asked);
      return asked.map((one) => ({ result: toCaller(one, members.get(keyOf(one))) }));
    },
    full: () =>
      fail("unavailable", "Very many people are asking at this moment. Try again shortly.", {
        retryInMs: 1_000,
      }),
  });
}

interface MemberRow {
  memberId: string;
  userId: string;
  workspaceId: string;
  sessionId: string;
  role: Role;
  name: string;
}

/** The active members whose sessions live, by session and workspace. */
async function readMembers(
  { pipeline }: Context["database"],
  asked: readonly Asked[],
): Promise<Map<string, MemberRow>> {
  const distinct = [...new Map(asked.map((one) => [keyOf(one), one])).values()];
  const rows = await pipeline.ask<MemberRow>({
    name: "standings",
    text: `
      SELECT m.id AS "memberId", m.user_id AS "userId", m.workspace_id AS "workspaceId", s.id AS "sessionId",
             m.role::text AS role, m.display_name AS name
      FROM unnest($1::uuid[], $2::uuid[]) AS asked (session_id, workspace_id)
      JOIN session s ON s.id = asked.session_id AND s.expires_at > now()
      JOIN member m ON m.workspace_id = asked.workspace_id AND m.user_id = s.user_id AND m.deactivated_at IS NULL`,
    values: [
      distinct.map(({ account }) => account.sessionId),
      distinct.map(({ workspaceId }) => workspaceId),
    ],
  });
  return new Map(rows.map((row) => [`${row.workspaceId} ${row.sessionId}`, row]));
}

function keyOf({ account, workspaceId }: Asked): string {
  return `${workspaceId} ${account.sessionId}`;
}

function toCaller(
  { account, workspaceId }: Asked,
  row: MemberRow | undefined,
): MemberCaller | null {
  if (!row) return null;
  const { memberId, role, name } = row;
  return { ...account, userId: asId<UserId>(row.userId), name, workspaceId, memberId, role };
}
