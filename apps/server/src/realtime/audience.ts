import type { Change, Role, RoomChanges, UserId } from "@hallway/protocol";
import { findNamespace } from "./find-namespace.ts";
import type { HallwayNamespace, HallwayServer } from "./hallway-socket.ts";
import type { Audience } from "./room-gate.ts";
import type { RoomStep } from "./room-step.ts";
import { GUESTS_ROOM, type Room, roomName } from "./rooms.ts";

/** The sockets of this node. `shown` is told of each step after it went out. */
export function createAudience(io: HallwayServer, shown: (step: RoomStep) => void): Audience {
  const namespaceOf = ({ workspaceId }: Room) => findNamespace(io, `/w/${workspaceId}`);

  return {
    isEmpty(room) {
      const rooms = namespaceOf(room)?.adapter.rooms;
      return !rooms || audienceOf(room).every((name) => !rooms.has(name));
    },
    people(room) {
      const namespace = namespaceOf(room);
      return namespace ? peopleIn(namespace, audienceOf(room)) : [];
    },
    letIn(room, userIds) {
      if (userIds.length === 0) return;
      namespaceOf(room)?.in(ownRooms(userIds)).socketsJoin(roomName(room));
    },
    takeOut(room, userIds) {
      if (userIds.length === 0) return;
      namespaceOf(room)?.in(ownRooms(userIds)).socketsLeave(audienceOf(room));
    },
    seat(room, userIds, belonging) {
      const namespace = namespaceOf(room);
      if (namespace) seat({ namespace, room }, userIds, belonging);
    },
    seatMoved({ room, changes }) {
      const namespace = room.kind === "workspace" ? namespaceOf(room) : undefined;
      if (namespace) for (const change of changes) seatChanged(namespace, change);
    },
    show(step) {
      const namespace = namespaceOf(step.room);
      if (!namespace) return;
      show(namespace, step);
      shown(step);
    },
    hint(room, clock) {
      // Not volatile: of several in one turn of the loop a socket would get the first alone.
      namespaceOf(room)
        ?.to(audienceOf(room))
        .emit("clock", { room: roomName(room), to: clock });
    },
  };
}

function ownRooms(userIds: readonly UserId[]): string[] {
  return userIds.map((userId) => `user:${userId}`);
}

function audienceOf(room: Room): string[] {
  return room.kind === "workspace" ? [roomName(room), GUESTS_ROOM] : [roomName(room)];
}

function peopleIn(namespace: HallwayNamespace, names: readonly string[]): UserId[] {
  const people = new Set<UserId>();
  for (const name of names) {
    for (const id of namespace.adapter.rooms.get(name) ?? []) {
      const socket = namespace.sockets.get(id);
      if (socket) people.add(socket.data.userId);
    }
  }
  return [...people];
}

function seat(
  { namespace, room }: { namespace: HallwayNamespace; room: Room },
  userIds: readonly UserId[],
  belonging: ReadonlyMap<UserId, Role>,
): void {
  const strangers = userIds.filter((userId) => !belonging.has(userId));
  if (strangers.length > 0) namespace.in(ownRooms(strangers)).socketsLeave(audienceOf(room));
  const members = userIds.filter((userId) => belonging.has(userId));
  if (room.kind !== "workspace") {
    if (members.length > 0) namespace.in(ownRooms(members)).socketsJoin(roomName(room));
    return;
  }
  for (const userId of members) seatInWorkspace(namespace, userId, belonging.get(userId));
}

/** Whoever is a guest hears the workspace without its directory, and the other way round. */
function seatInWorkspace(namespace: HallwayNamespace, userId: UserId, role?: Role): void {
  const sockets = namespace.in(`user:${userId}`);
  sockets.socketsJoin(role === "guest" ? GUESTS_ROOM : "workspace");
  sockets.socketsLeave(role === "guest" ? "workspace" : GUESTS_ROOM);
}

function show(namespace: HallwayNamespace, { room, from, to, changes }: RoomStep): void {
  const told: RoomChanges = { room: roomName(room), from, to, changes };
  namespace.to(told.room).emit("changes", told);
  if (room.kind === "workspace") showGuests(namespace, told);
}

function seatChanged(namespace: HallwayNamespace, { kind, data }: Change): void {
  if (kind === "member") seatInWorkspace(namespace, data.userId, data.role);
}

/**
 * Guests must not learn of channels they are not in, nor of people they do not meet. Who meets whom is the database's to
 * say, so of people they only hear that something changed, and ask.
 */
function showGuests(namespace: HallwayNamespace, { changes, ...head }: RoomChanges): void {
  if (changes.some(({ kind }) => kind === "member")) {
    namespace.to(GUESTS_ROOM).emit("clock", { room: head.room, to: head.to });
    return;
  }
  const shown = changes.filter(
    ({ kind }) => kind !== "conversation" && kind !== "conversation-hidden",
  );
  namespace.to(GUESTS_ROOM).emit("changes", { ...head, changes: shown });
}
