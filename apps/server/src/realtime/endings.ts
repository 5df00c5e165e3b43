import type { Refusal } from "@hallway/protocol";
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

export function createEndings(io: HallwayServer): Endings {
  let recent: { ending: Ending; at: number }[] = [];
  return {
    tell(ending) {
      const at = performance.now();
      recent = recent.filter((known) => known.at > at - KEPT_MS);
      recent.push({ ending, at });
      for (const namespace of io._nsps.values()) {
        for (const socket of namespace.sockets.values()) {
          if (concerns(ending, socket)) endSocket(socket, ending.refusal);
        }
      }
    },
    overtaking(socket) {
      const { knockedAt } = socket.data;
      const overtaken = recent.find(
        ({ ending, at }) => at >= knockedAt && concerns(ending, socket),
      );
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
