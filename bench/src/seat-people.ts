import { randomBytes } from "node:crypto";
import type { Pool } from "pg";
import { sessionCookieName, signToken } from "../../apps/server/src/auth/session-token.ts";
import { addMembers } from "./fill-workspace.ts";
import { signUp, type Visitor } from "./visitor.ts";

/** What a site must be started with so that sessions written by SQL are as good as those of a sign-in. */
export const SESSION_SECRET = randomBytes(32).toString("hex");

/** A member who is signed in. */
export interface Seated {
  userId: string;
  memberId: string;
  cookie: string;
}

export interface OpenWorkspace {
  workspaceId: string;
  owner: Visitor;
}

/** A workspace with its owner alone. */
export async function foundWorkspace(url: string): Promise<OpenWorkspace> {
  const owner = await signUp(url, "owner");
  const { workspace } = await owner.command<{ workspace: { id: string } }>("workspace:create", {
    name: "Bench",
    slug: "bench",
  });
  const workspaceId = workspace.id;
  await owner.command("workspace:update", { policy: { join: "open" } }, workspaceId);
  return { workspaceId, owner };
}

/** Adds members by the thousand and signs each of them in: signing up would take an argon2 hash each. */
export async function seatPeople(
  pool: Pool,
  { workspaceId, count }: { workspaceId: string; count: number },
): Promise<Seated[]> {
  await addMembers(pool, { workspaceId, count });
  const { rows } = await pool.query<{ userId: string; memberId: string }>(
    `SELECT user_id AS "userId", id AS "memberId" FROM member
     WHERE workspace_id = $1 AND display_name LIKE 'Person %' ORDER BY tick`,
    [workspaceId],
  );
  const cookies = await openSessions(
    pool,
    rows.map(({ userId }) => userId),
  );
  return rows.map((row, index) => ({ ...row, cookie: cookies[index] ?? "" }));
}

/** Signs people in; returns their cookies in the same order. */
export async function openSessions(pool: Pool, userIds: readonly string[]): Promise<string[]> {
  const tokens = userIds.map(() => randomBytes(24).toString("hex"));
  await pool.query(
    `INSERT INTO session (id, token, user_id, expires_at, updated_at)
     SELECT gen_random_uuid(), token, user_id, now() + interval '30 days', now()
     FROM unnest($1::text[], $2::uuid[]) AS given (token, user_id)`,
    [tokens, userIds],
  );
  const name = sessionCookieName({ publicUrl: "http://localhost" });
  return tokens.map((token) => `${name}=${signToken(token, SESSION_SECRET)}`);
}
