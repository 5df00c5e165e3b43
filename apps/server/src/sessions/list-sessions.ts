import type { OutputOf, sessionList } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { toSessionView } from "./session-view.ts";

/** Where I am signed in: this session first, then by last use. */
export async function listSessions(
  { database }: Context,
  caller: MemberCaller,
): Promise<OutputOf<typeof sessionList>> {
  const rows = await database.session.findMany({
    where: { userId: caller.userId, expiresAt: { gt: new Date() } },
    orderBy: [{ updatedAt: "desc" }, { id: "desc" }],
  });
  const sessions = rows.map((row) => toSessionView(row, caller.sessionId));
  return { sessions: sessions.sort((a, b) => Number(b.current) - Number(a.current)) };
}
