import { Socket } from "node:net";
import type { Pulse } from "./pulse.ts";

/**
 * Breaks the circuit while the database has no pulse (docs/decisions/0013): what waits on a connection fails at once
 * instead of each in its own time, and no new connection is tried. It sits below every pool, at the sockets themselves,
 * so nothing above can forget it.
 */
export interface Breaker {
  /** What a pool takes its sockets from (`stream` in its options). */
  openSocket: () => Socket;
}

export function createBreaker(pulse: Pulse): Breaker {
  const sockets = new Set<Socket>();
  pulse.onTurn((isAway) => {
    if (!isAway) return;
    for (const socket of sockets) socket.destroy(lost("ECONNRESET", "read"));
  });
  return {
    openSocket() {
      pulse.begin();
      const socket = pulse.isAway() ? new RefusedSocket() : new Socket();
      sockets.add(socket);
      socket.once("close", () => sockets.delete(socket));
      return socket;
    },
  };
}

/** A socket that need not try. */
class RefusedSocket extends Socket {
  override connect(): this {
    return this.destroy(lost("ECONNREFUSED", "connect"));
  }
}

/** In the form of Node's own errors, which everything above knows. */
function lost(code: "ECONNRESET" | "ECONNREFUSED", syscall: string): Error {
  const message = `${syscall} ${code}: the database has no pulse`;
  return Object.assign(new Error(message), { code, syscall, errno: -1 });
}
