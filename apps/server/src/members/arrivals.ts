import {
  asId,
  type Refusal,
  type Role,
  type SessionId,
  type UserId,
  type WorkspaceId,
} from "@hallway/protocol";
import type { AccountCaller, MemberCaller, Visitor } from "../caller.ts";
import type { Context } from "../context.ts";
import { createLanes, type Lanes } from "../database/lanes.ts";
import { fail } from "../failure.ts";
import type { Arrival } from "../realtime/membership.ts";
import { JOIN_PLACES, type PlacesRow, toPlaces } from "./read-rooms.ts";
import { DEACTIVATED, NOT_A_MEMBER } from "./refusals.ts";

/** A session's token, and what is to be known of whoever holds it. */
interface Asked {
  token: string;
  visitor: Visitor;
  workspaceId: WorkspaceId;
  withPlaces: boolean;
}

const QUEUE_MAX = 10_000;

/** Looks up who is behind a token and what they are in a workspace; null for nobody. */
export interface Arrivals {
  read(asked: Asked): Promise<Arrival | null>;
}

type Sources = Pick<Context, "database"> & { accounts: Pick<Context["accounts"], "prolong"> };

/**
 * Those that arrive while a look-up is under way are answered together by the next one: a thousand who come back at once
 * cost a handful of statements. They keep nobody waiting who asks for less than where they belong.
 */
export function createArrivals(sources: Sources): Arrivals {
  const plain = openLanes(sources, { lanes: 2, batchMax: 500 });
  const placed = openLanes(sources, { lanes: 1, batchMax: 200 });
  return {
    read: async (asked) => (asked.withPlaces ? placed : plain).add(asked.token, asked),
  };
}

function openLanes(
  { database, accounts }: Sources,
  size: { lanes: number; batchMax: number },
): Lanes<Asked, Arrival | null> {
  return createLanes<Asked, Arrival | null>({
    ...size,
    queueMax: QUEUE_MAX,
    async runBatch(asked) {
      const rows = await readArrivals(database, asked);
      const stale = [...rows.values()].filter((row) => row.stale);
      if (stale.length > 0) accounts.prolong(stale.map(({ sessionId }) => asId(sessionId)));
      return asked.map((one) => ({ result: toArrival(one, rows.get(keyOf(one))) }));
    },
    full: () =>
      fail("unavailable", "Very many people arrive at this moment. Try again shortly.", {
        retryInMs: 2_000,
      }),
  });
}

interface ArrivalRow extends PlacesRow {
  at: number;
  sessionId: string;
  userId: string;
  accountName: string;
  email: string;
  stale: boolean;
  memberId: string | null;
  role: Role;
  name: string;
  deactivated: boolean;
}

/** The living sessions among them, by the question. */
async function readArrivals(
  { reads }: Context["database"],
  asked: readonly Asked[],
): Promise<Map<string, ArrivalRow>> {
  const distinct = [...new Map(asked.map((one) => [keyOf(one), one])).values()];
  const rows = await reads.ask<ArrivalRow>({
    ...READ_ARRIVALS,
    values: [
      distinct.map(({ token }) => token),
      distinct.map(({ workspaceId }) => workspaceId),
      distinct.map(({ withPlaces }) => withPlaces),
    ],
  });
  return new Map(
    rows.flatMap((row) => {
      const one = distinct[row.at - 1];
      return one ? [[keyOf(one), row]] : [];
    }),
  );
}

const READ_ARRIVALS = {
  name: "arrivals",
  text: `
    SELECT asked.at::int AS at, s.id AS "sessionId", s.user_id AS "userId", u.name AS "accountName", u.email,
           s.updated_at < now() - interval '1 hour' AS stale, m.id AS "memberId", m.role::text AS role,
           m.display_name AS name, m.deactivated_at IS NOT NULL AS deactivated, places.epoch, places.rooms
    FROM unnest($1::text[], $2::uuid[], $3::boolean[])
      WITH ORDINALITY AS asked (token, workspace_id, with_places, at)
    JOIN session s ON s.token = asked.token AND s.expires_at > now()
    JOIN "user" u ON u.id = s.user_id
    LEFT JOIN LATERAL (
      SELECT * FROM member WHERE workspace_id = asked.workspace_id AND user_id = s.user_id LIMIT 1
    ) m ON true
    ${JOIN_PLACES}`,
};

function keyOf({ token, workspaceId, withPlaces }: Asked): string {
  return `${workspaceId} ${withPlaces} ${token}`;
}

function toArrival({ visitor, workspaceId }: Asked, row: ArrivalRow | undefined): Arrival | null {
  if (!row) return null;
  const account: AccountCaller = {
    ip: visitor.ip,
    userAgent: visitor.userAgent,
    userId: asId<UserId>(row.userId),
    sessionId: asId<SessionId>(row.sessionId),
    name: row.accountName,
    email: row.email,
  };
  return { account, member: toMember(account, workspaceId, row) };
}

function toMember(
  account: AccountCaller,
  workspaceId: WorkspaceId,
  row: ArrivalRow,
): MemberCaller | Refusal {
  const { memberId, role, name } = row;
  if (memberId === null) return NOT_A_MEMBER;
  if (row.deactivated) return DEACTIVATED;
  const places = toPlaces({ userId: account.userId, workspaceId, memberId }, row);
  return { ...account, name, workspaceId, memberId, role, places };
}
