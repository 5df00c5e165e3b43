import type { Server } from "node:http";
import type { Socket } from "node:net";

const sockets = new WeakMap<Server, Set<Socket>>();

/** Remembers a server's connections, those included that became sockets, of which Node itself loses sight. */
export function watchConnections(server: Server): void {
  const open = new Set<Socket>();
  sockets.set(server, open);
  server.on("connection", (socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
}

/** Cuts whatever is still open; somebody who reads nothing would keep the server from ending for half a minute. */
export function cutConnections(server: Server): void {
  for (const socket of sockets.get(server) ?? []) socket.destroy();
}
