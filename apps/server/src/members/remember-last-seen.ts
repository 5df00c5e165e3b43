import type { Logger } from "pino";
import type { Database } from "../database/client.ts";

/** Notes when a person's last tab closed, for the admin's list. A label only, so a failure is logged and forgotten. */
export function rememberLastSeen({
  database,
  logger,
}: {
  database: Database;
  logger: Logger;
}): (memberId: string) => void {
  return (memberId) => {
    database.member
      .update({ where: { id: memberId }, data: { lastSeenAt: new Date() } })
      .catch((error) => logger.warn({ err: error }, "could not note when a member was last seen"));
  };
}
