import type { SessionView, sessionList } from "@hallway/protocol";
import type { UseCase } from "../realtime/bind-command.ts";
import { toSessionView } from "./session-view.ts";

/** Where I am signed in: this session first, then by last use. */
export const listSessions: UseCase<typeof sessionList> = async (context, caller) => {
  const rows = await context.database.session.findMany({
    where: { userId: caller.userId, expiresAt: { gt: new Date() } },
    orderBy: [{ updatedAt: "desc" }, { id: "desc" }],
  });
  const sessions: SessionView[] = rows.map((row) => toSessionView(row, caller.sessionId));
  return { sessions: sessions.sort((a, b) => Number(b.current) - Number(a.current)) };
};
