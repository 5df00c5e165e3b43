import type { Refusal, UserId } from "@hallway/protocol";
import type { Ending } from "../database/transaction.ts";
import type { HallwayServer, HallwaySocket } from "./hallway-socket.ts";
import { endSocket } from "./standing-review.ts";

/** Closes the sockets of whoever has lost a right, also of those who are just being let in. */
export interface Endings {
  tell(ending: Ending): void;
  /**
   * Why a socket that comes in now may not stay: what its handshake read of its person was overtaken by an ending. Null
   * when nothing has.
   */
  overtaking(socket: HallwaySocket): Refusal | null;
}

/** A handshake is answered within this time or never. */
const KEPT_MS = 60_000;

interface Kept {
  ending: Ending;
  at: number;
}

export function createEndings(io: HallwayServer): Endings {
  const recent = new Map<UserId, Kept[]>();
  let forgotAt = performance.now();

  function forgetOld(now: number): void {
    if (now - forgotAt < KEPT_MS) return;
    forgotAt = now;
    for (const [userId, kept] of recent) {
      if (kept.every(({ at }) => at < now - KEPT_MS)) recent.delete(userId);
    }
  }

  return {
    tell(ending) {
      const at = performance.now();
      forgetOld(at);
      const known = recent.get(ending.userId) ?? [];
      const kept = known.filter((one) => one.at > at - KEPT_MS);
      recent.set(ending.userId, [...kept, { ending, at }]);
      for (const namespace of io._nsps.values()) {
        for (const socket of namespace.sockets.values()) {
          if (concerns(ending, socket)) endSocket(socket, ending.refusal);
        }
      }
    },
    overtaking(socket) {
      const { userId, knockedAt } = socket.data;
      const overtaken = recent
        .get(userId)
        ?.find(({ ending, at }) => at >= knockedAt && concerns(ending, socket));
      return overtaken?.ending.refusal ?? null;
    },
  };
}

function concerns(
  { userId, workspaceId, sessionIds, adminOnly }: Ending,
  { data, nsp }: HallwaySocket,
): boolean {
  if (data.userId !== userId) return false;
  if (workspaceId !== undefined && data.workspaceId !== workspaceId) return false;
  if (sessionIds && !sessionIds.includes(data.sessionId)) return false;
  return !adminOnly || nsp.name.endsWith("/admin");
}
