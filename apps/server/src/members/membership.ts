import type { Context } from "../context.ts";
import type { Membership } from "../realtime/membership.ts";
import { createArrivals } from "./arrivals.ts";
import { reviewSeats } from "./review-seats.ts";
import { createStandings } from "./standings.ts";

/** How the realtime layer and HTTP learn who someone is in a workspace, always as the database has it now. */
export function createMembership({
  database,
  accounts,
}: Pick<Context, "database" | "accounts">): Membership {
  const arrivals = createArrivals({ database, accounts });
  const standings = createStandings({ database });
  return {
    findAccount: accounts.findCaller,
    async arrive({ headers, ...asked }) {
      const token = accounts.readToken(headers);
      return token === null ? null : arrivals.read({ token, ...asked });
    },
    current: standings.read,
    review: (seats) => reviewSeats(database, seats),
  };
}
