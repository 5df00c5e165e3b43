import type { Namespace, Server } from "socket.io";

/**
 * A namespace that somebody has entered by its handshake; nothing while nobody is there. Asking socket.io's own `of` for
 * it would open one that no middleware guards.
 */
export function findNamespace(io: Server, name: string): Namespace | undefined {
  return io._nsps.get(name);
}
