import type { WorkspaceId } from "@hallway/protocol";
import type { Actor } from "../actor.ts";
import type { SocketActor } from "../socket-actor.ts";

/**
 * Resolves when the sockets have received all that the server sent them until now: an answer arrives behind whatever
 * was sent before it. What a socket has not heard by then, it was not told.
 */
export async function settled(...sockets: SocketActor[]): Promise<void> {
  await Promise.all(sockets.map((socket) => socket.must("session:list", {})));
}

/** Connects and waits until the socket stands in all its rooms. */
export async function enter(actor: Actor, workspaceId: WorkspaceId): Promise<SocketActor> {
  const socket = await actor.connect(workspaceId);
  await settled(socket);
  return socket;
}
