import { asId, type Role, type UserId } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { createLanes, type Lanes } from "../database/lanes.ts";
import type { Ask } from "../database/pipeline.ts";
import { fail } from "../failure.ts";
import type { Standing } from "../realtime/membership.ts";
import { JOIN_PLACES, type PlacesRow, toPlaces } from "./read-rooms.ts";

const QUEUE_MAX = 10_000;

/** Looks up, for the commands of sockets, whether their session lives and what its person is in the workspace. */
export interface Standings {
  read(standing: Standing): Promise<MemberCaller | null>;
}

/**
 * Those that ask while a look-up is under way are answered together by the next one, so each answer is younger than its
 * question. Where people belong takes longer to read, so whoever asks for it has a lane of their own.
 */
export function createStandings({ database }: Pick<Context, "database">): Standings {
  const plain = openLanes({ database }, { lanes: 2, batchMax: 500 });
  const placed = openLanes({ database }, { lanes: 1, batchMax: 200 });
  return {
    read: async (standing) =>
      (standing.withPlaces ? placed : plain).add(standing.account.sessionId, standing),
  };
}

function openLanes(
  { database }: Pick<Context, "database">,
  size: { lanes: number; batchMax: number },
): Lanes<Standing, MemberCaller | null> {
  return createLanes<Standing, MemberCaller | null>({
    ...size,
    queueMax: QUEUE_MAX,
    async runBatch(asked) {
      const members = await readStandings(database.pipeline.ask, asked);
      return members.map((result) => ({ result }));
    },
    full: () =>
      fail("unavailable", "Very many people are asking at this moment. Try again shortly.", {
        retryInMs: 1_000,
      }),
  });
}

/** Somebody as they are now, with where they belong; null when they are no active member with a living session. */
export async function readStanding(ask: Ask, caller: MemberCaller): Promise<MemberCaller | null> {
  const { workspaceId } = caller;
  const [standing] = await readStandings(ask, [{ account: caller, workspaceId, withPlaces: true }]);
  return standing ?? null;
}

/** In the order of the questions; null for whoever is no active member with a living session. One statement. */
export async function readStandings(
  ask: Ask,
  asked: readonly Standing[],
): Promise<(MemberCaller | null)[]> {
  const distinct = [...new Map(asked.map((one) => [keyOf(one), one])).values()];
  const rows = await ask<MemberRow>({
    ...READ_STANDINGS,
    values: [
      distinct.map(({ account }) => account.sessionId),
      distinct.map(({ workspaceId }) => workspaceId),
      distinct.map(({ withPlaces }) => withPlaces),
    ],
  });
  const found = new Map(
    rows.map((row) => {
      const one = distinct[row.at - 1];
      return [one ? keyOf(one) : "", row];
    }),
  );
  return asked.map((one) => toCaller(one, found.get(keyOf(one))));
}

interface MemberRow extends PlacesRow {
  at: number;
  memberId: string;
  userId: string;
  role: Role;
  name: string;
}

const READ_STANDINGS = {
  name: "standings",
  text: `
    SELECT asked.at::int AS at, m.id AS "memberId", m.user_id AS "userId", m.role::text AS role,
           m.display_name AS name, places.epoch, places.rooms
    FROM unnest($1::uuid[], $2::uuid[], $3::boolean[])
      WITH ORDINALITY AS asked (session_id, workspace_id, with_places, at)
    JOIN session s ON s.id = asked.session_id AND s.expires_at > now()
    JOIN LATERAL (
      SELECT * FROM member
      WHERE workspace_id = asked.workspace_id AND user_id = s.user_id AND deactivated_at IS NULL LIMIT 1
    ) m ON true
    ${JOIN_PLACES}`,
};

function keyOf({ account, workspaceId, withPlaces }: Standing): string {
  return `${workspaceId} ${account.sessionId} ${withPlaces}`;
}

function toCaller(
  { account, workspaceId }: Standing,
  row: MemberRow | undefined,
): MemberCaller | null {
  if (!row) return null;
  const { memberId, role, name } = row;
  const member = { userId: asId<UserId>(row.userId), workspaceId, memberId };
  return { ...account, ...member, role, name, places: toPlaces(member, row) };
}
