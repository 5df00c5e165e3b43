import type { HallwayNamespace, HallwayServer } from "./hallway-socket.ts";

/**
 * A namespace that somebody has entered by its handshake; nothing while nobody is there. Asking socket.io's own `of` for
 * it would open one that no middleware guards.
 */
export function findNamespace(io: HallwayServer, name: string): HallwayNamespace | undefined {
  return io._nsps.get(name);
}
