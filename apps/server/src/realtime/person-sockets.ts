import { limits, type UserId } from "@hallway/protocol";
import type { HallwaySocket } from "./hallway-socket.ts";

/** How many sockets each person has open on this server, over all tabs and workspaces. */
export interface PersonSockets {
  mayOpen(userId: UserId): boolean;
  /** Counts a socket until it closes; false when the person has as many as they may have. */
  open(socket: HallwaySocket): boolean;
}

export function createPersonSockets({ enabled }: { enabled: boolean }): PersonSockets {
  const open = new Map<UserId, number>();
  const most = enabled ? limits.socketsPerPerson : Number.POSITIVE_INFINITY;
  const count = (userId: UserId) => open.get(userId) ?? 0;
  return {
    mayOpen: (userId) => count(userId) < most,
    open(socket) {
      const { userId } = socket.data;
      if (count(userId) >= most) return false;
      open.set(userId, count(userId) + 1);
      socket.on("disconnect", () => {
        if (count(userId) > 1) open.set(userId, count(userId) - 1);
        else open.delete(userId);
      });
      return true;
    },
  };
}
