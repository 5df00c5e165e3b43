import type { SocketActor } from "../socket-actor.ts";

/**
 * Resolves when the sockets have received all that the server sent them until now: an answer arrives behind whatever
 * was sent before it. What a socket has not heard by then, it was not told.
 */
export async function settled(...sockets: SocketActor[]): Promise<void> {
  await Promise.all(sockets.map((socket) => socket.must("session:list", {})));
}
