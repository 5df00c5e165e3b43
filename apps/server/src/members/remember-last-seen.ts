import type { Logger } from "pino";
import type { Database } from "../database/client.ts";

/**
 * Notes when people's last tabs closed, for the admin's list. Those who leave while a note is being written share the
 * next one: a crowd that goes at once keeps nobody waiting for a connection. A label only, so a failure is logged and
 * forgotten.
 */
export function rememberLastSeen({
  database,
  logger,
}: {
  database: Pick<Database, "$executeRaw">;
  logger: Logger;
}): (memberId: string) => void {
  const left = new Set<string>();
  let isWriting = false;

  async function write(): Promise<void> {
    isWriting = true;
    while (left.size > 0) {
      const memberIds = [...left];
      left.clear();
      try {
        await noteLastSeen(database, memberIds);
      } catch (error) {
        logger.warn({ err: error }, "could not note when members were last seen");
      }
    }
    isWriting = false;
  }

  return (memberId) => {
    left.add(memberId);
    if (!isWriting) void write();
  };
}

/** A member whom somebody else is changing at this moment is left out, so that nobody waits for anybody. */
async function noteLastSeen(
  database: Pick<Database, "$executeRaw">,
  memberIds: readonly string[],
): Promise<void> {
  await database.$executeRaw`
    UPDATE member SET last_seen_at = now() WHERE id IN (
      SELECT id FROM member WHERE id = ANY (${[...memberIds]}::uuid[]) FOR NO KEY UPDATE SKIP LOCKED)`;
}
