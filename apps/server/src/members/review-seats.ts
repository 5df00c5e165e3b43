import { isAtLeast, type Refusal, type Role } from "@hallway/protocol";
import { SIGNED_OUT } from "../auth/end-sessions.ts";
import type { Prisma } from "../database/generated/client.ts";
import type { Review, Seat } from "../realtime/membership.ts";
import { DEACTIVATED, NO_LONGER_ADMIN, NOT_A_MEMBER } from "./refusals.ts";

/**
 * Compares open seats with the database, all in one query, which answers only for those that no longer fit: the session
 * has ended, the person is not an active member, or has come to be a guest, or is one no longer.
 */
export async function reviewSeats(
  db: Pick<Prisma.TransactionClient, "$queryRaw">,
  seats: readonly Seat[],
): Promise<Review[]> {
  if (seats.length === 0) return [];
  const rows = await db.$queryRaw<Row[]>`
    SELECT seat.at::int AS at, s.id IS NOT NULL AS alive, m.role::text AS role, m.deactivated_at IS NOT NULL AS deactivated
    FROM unnest(
      ${seats.map(({ sessionId }) => sessionId)}::uuid[], ${seats.map(({ userId }) => userId)}::uuid[],
      ${seats.map(({ workspaceId }) => workspaceId)}::uuid[], ${seats.map((seat) => seat.as)}::text[]
    ) WITH ORDINALITY AS seat (session_id, user_id, workspace_id, seated, at)
    LEFT JOIN session s ON s.id = seat.session_id AND s.user_id = seat.user_id AND s.expires_at > now()
    LEFT JOIN member m ON m.workspace_id = seat.workspace_id AND m.user_id = seat.user_id
    WHERE s.id IS NULL OR m.id IS NULL OR m.deactivated_at IS NOT NULL OR CASE seat.seated
      WHEN 'admin' THEN m.role NOT IN ('owner', 'admin')
      ELSE (m.role = 'guest') <> (seat.seated = 'guest') END`;
  return rows.flatMap((row) => {
    const seat = seats[row.at - 1];
    return seat ? [{ seat, refusal: refusalOf(seat, row) }] : [];
  });
}

interface Row {
  at: number;
  alive: boolean;
  role: Role | null;
  deactivated: boolean;
}

function refusalOf(seat: Seat, { alive, role, deactivated }: Row): Refusal | null {
  if (!alive) return SIGNED_OUT;
  if (!role) return NOT_A_MEMBER;
  if (deactivated) return DEACTIVATED;
  return seat.as === "admin" && !isAtLeast(role, "admin") ? NO_LONGER_ADMIN : null;
}
