import type { HallwayServer } from "./hallway-socket.ts";

/** The workspaces (and panels) in which somebody is connected. */
export function countNamespaces(io: HallwayServer): number {
  return openNamespaces(io).length;
}

/** The rooms in which sockets stand, each socket's own among them; nothing is left of whoever has gone. */
export function countRooms(io: HallwayServer): number {
  return openNamespaces(io).reduce((sum, { adapter }) => sum + adapter.rooms.size, 0);
}

function openNamespaces(io: HallwayServer) {
  return [...io._nsps.values()].filter(({ name }) => name.startsWith("/w/"));
}
