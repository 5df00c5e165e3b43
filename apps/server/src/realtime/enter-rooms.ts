import type { MemberCaller } from "../caller.ts";
import type { HallwaySocket } from "./hallway-socket.ts";
import type { Membership } from "./membership.ts";
import type { RoomGate } from "./room-gate.ts";
import { GUESTS_ROOM, type Room, roomName } from "./rooms.ts";

/** What a socket needs to stand where the database says. */
export interface Entrance {
  membership: Pick<Membership, "current">;
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
  known?: MemberCaller,
): Promise<void> {
  await readUntil(entrance, socket, { known, isEnough: ({ refused }) => refused.length === 0 });
}

/**
 * The same, until a reading finds the socket standing in all its rooms already: what commits after that reading reaches
 * the socket live. Null for whoever belongs nowhere any more.
 */
export async function standInRooms(
  entrance: Entrance,
  socket: HallwaySocket,
): Promise<MemberCaller | null> {
  return readUntil(entrance, socket, {
    isEnough: ({ refused, entered }) => refused.length + entered.length === 0,
  });
}

async function readUntil(
  entrance: Entrance,
  socket: HallwaySocket,
  { known, isEnough }: { known?: MemberCaller | undefined; isEnough(moves: Moves): boolean },
): Promise<MemberCaller | null> {
  const { account, workspaceId } = socket.data;
  let reading = known ?? null;
  for (let count = 1; count <= MAX_READINGS; count++) {
    const before = [...socket.rooms];
    if (count > 1 || !known) {
      reading = await entrance.membership.current({ account, workspaceId, withPlaces: true });
    }
    if (!socket.connected) break;
    const moves = move(entrance, socket, { before, reading });
    if (isEnough(moves)) break;
    await entrance.gate.settled(moves.refused);
  }
  return reading;
}

/** What a reading came to: the rooms that were entered, and those that the gate wants to be read again. */
interface Moves {
  entered: string[];
  refused: Room[];
}

/** Whoever came into a room while it was read is not taken out of it: the reading may be the older one. */
function move(
  { gate }: Entrance,
  socket: HallwaySocket,
  { before, reading }: { before: readonly string[]; reading: MemberCaller | null },
): Moves {
  const isGuest = reading?.role === "guest";
  const places = new Map(
    reading?.places?.rooms.map((place) => [nameFor(place.room, isGuest), place]),
  );
  for (const name of before) {
    if (!places.has(name) && name !== socket.id) void socket.leave(name);
  }
  const moves: Moves = { entered: [], refused: [] };
  for (const [name, { room, clock }] of places) {
    if (socket.rooms.has(name)) {
      if (room.kind === "user") gate.admit(room, socket.data.userId, clock);
    } else if (gate.admit(room, socket.data.userId, clock)) {
      moves.entered.push(name);
    } else {
      moves.refused.push(room);
    }
  }
  if (moves.entered.length > 0) void socket.join(moves.entered);
  return moves;
}

function nameFor(room: Room, isGuest: boolean): string {
  return room.kind === "workspace" && isGuest ? GUESTS_ROOM : roomName(room);
}
