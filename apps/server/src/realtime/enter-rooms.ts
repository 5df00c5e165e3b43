import type { HallwaySocket } from "./hallway-socket.ts";
import type { Membership } from "./membership.ts";
import type { RoomGate } from "./room-gate.ts";
import { GUESTS_ROOM, type Places, type Room, roomName } from "./rooms.ts";

/** What a socket needs to stand where the database says. */
export interface Entrance {
  membership: Pick<Membership, "current" | "roomsOf">;
  gate: Pick<RoomGate, "admit" | "settled">;
}

/** Readings before a socket is left out of a room that keeps moving its people; its next `sync` tries again. */
const MAX_READINGS = 8;

/**
 * Puts a socket into its rooms, and takes it out of those it has lost. The gate refuses a reading that something may have
 * overtaken, such as a removal of this very person; then the database is read again. With places that were read already
 * the socket stands in its rooms when this returns its promise, unless they were overtaken.
 */
export async function enterRooms(
  entrance: Entrance,
  socket: HallwaySocket,
  known?: Places,
): Promise<void> {
  for (let reading = 1; reading <= MAX_READINGS; reading++) {
    const before = [...socket.rooms].filter((name) => name !== socket.id);
    const places = reading === 1 && known ? known : await readPlaces(entrance, socket);
    const { rooms, isGuest } = places;
    if (!socket.connected) return;
    const names = new Map(
      rooms.map(({ room, clock }) => [nameFor(room, isGuest), { room, clock }]),
    );
    for (const name of before) if (!names.has(name)) void socket.leave(name);
    const refused: Room[] = [];
    for (const [name, { room, clock }] of names) {
      if (room.kind !== "user" && socket.rooms.has(name)) continue;
      if (entrance.gate.admit(room, socket.data.userId, clock)) void socket.join(name);
      else refused.push(room);
    }
    if (refused.length === 0) return;
    await entrance.gate.settled(refused);
  }
}

/** The rooms first and the person's standing afterwards: the standing is not older than the rooms' clocks. */
export async function readPlaces(
  { membership }: Pick<Entrance, "membership">,
  { data }: HallwaySocket,
): Promise<Places> {
  const rooms = await membership.roomsOf(data);
  const caller = await membership.current(data.account, data.workspaceId);
  return { rooms: caller ? rooms : [], isGuest: caller?.role === "guest" };
}

function nameFor(room: Room, isGuest: boolean): string {
  return room.kind === "workspace" && isGuest ? GUESTS_ROOM : roomName(room);
}
