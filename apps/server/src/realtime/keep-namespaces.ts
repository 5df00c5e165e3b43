import type { HallwayNamespace, HallwayServer, HallwaySocket } from "./hallway-socket.ts";

/** Who is at a namespace's door, between the first question about them and the last. */
export interface Doorstep {
  /** Someone has knocked: the namespace stays until they are in or refused. */
  knocked(socket: HallwaySocket): void;
  /** False when the namespace was lost all the same; then the connection is closed, and its client dials again. */
  entered(socket: HallwaySocket): boolean;
}

/**
 * socket.io drops a namespace with its last socket, even while the next is being let in, who would then stand in a room
 * that nobody can call; and it drops by name, so the end of an old namespace takes a new one along. Here a namespace
 * stays for as long as somebody is in it or at its door.
 */
export function keepNamespaces(io: HallwayServer): Doorstep {
  const waiting = new WeakMap<HallwayNamespace, Set<HallwaySocket>>();
  io.on("new_namespace", (namespace) => {
    const atDoor = new Set<HallwaySocket>();
    waiting.set(namespace, atDoor);
    const remove = namespace._remove.bind(namespace);
    namespace._remove = (socket) => {
      const named = io._nsps.get(namespace.name);
      remove(socket);
      atDoor.delete(socket);
      const isWanted = atDoor.size > 0 || namespace.sockets.size > 0;
      if (named && named !== namespace) io._nsps.set(namespace.name, named);
      else if (isWanted) io._nsps.set(namespace.name, namespace);
    };
  });
  return {
    knocked(socket) {
      waiting.get(socket.nsp)?.add(socket);
      // It may have gone in the very moment in which this socket found it.
      if (!io._nsps.has(socket.nsp.name)) io._nsps.set(socket.nsp.name, socket.nsp);
    },
    entered(socket) {
      waiting.get(socket.nsp)?.delete(socket);
      if (io._nsps.get(socket.nsp.name) === socket.nsp) return true;
      socket.disconnect(true);
      return false;
    },
  };
}
