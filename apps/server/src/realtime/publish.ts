import type { RoomChanges, WorkspaceId } from "@hallway/protocol";
import type { Committed, Ending } from "../database/transaction.ts";
import { findNamespace } from "./find-namespace.ts";
import type { HallwayNamespace, HallwayServer } from "./hallway-socket.ts";
import { GUESTS_ROOM, type Room, roomName } from "./rooms.ts";

/** Tells sockets what a transaction has committed. A hint that may be lost: whoever misses it learns it by `sync`. */
export interface Publisher {
  publish(committed: Committed): void;
  /** Stops the trailing clock hints. */
  close(): void;
}

/** How long a room must be quiet before its clock is hinted once more. */
const CLOCK_HINT_AFTER_MS = 3_000;

export function createPublisher(io: HallwayServer): Publisher {
  const hints = new Map<string, NodeJS.Timeout>();

  function namespaceOf(workspaceId: WorkspaceId) {
    return findNamespace(io, `/w/${workspaceId}`);
  }

  function hintLater(room: Room, to: number): void {
    clearTimeout(hints.get(room.id));
    const timer = setTimeout(() => {
      hints.delete(room.id);
      const namespace = namespaceOf(room.workspaceId);
      namespace?.to(audienceOf(room)).volatile.emit("clock", { room: roomName(room), to });
    }, CLOCK_HINT_AFTER_MS);
    hints.set(room.id, timer.unref());
  }

  function tellRoom(room: Room, changes: RoomChanges): void {
    const namespace = namespaceOf(room.workspaceId);
    if (!namespace) return;
    namespace.to(roomName(room)).emit("changes", changes);
    if (room.kind === "workspace") {
      tellGuests(namespace, changes);
      moveBetweenGuests(namespace, changes);
    }
    hintLater(room, changes.to);
  }

  function end({ refusal, userId, workspaceId, sessionIds, adminOnly }: Ending): void {
    const ended = (name: string) =>
      workspaceId === undefined || name.startsWith(`/w/${workspaceId}`);
    for (const [name, namespace] of io._nsps) {
      if (!name.startsWith("/w/") || !ended(name)) continue;
      if (adminOnly && !name.endsWith("/admin")) continue;
      for (const socket of namespace.sockets.values()) {
        if (socket.data.userId !== userId) continue;
        if (sessionIds && !sessionIds.includes(socket.data.sessionId)) continue;
        socket.emit("session:ended", refusal);
        socket.disconnect();
      }
    }
  }

  return {
    publish({ leaves, enters, rooms, endings, audits }) {
      for (const { room, userId } of leaves) {
        namespaceOf(room.workspaceId)?.in(`user:${userId}`).socketsLeave(roomName(room));
      }
      for (const { room, userId } of enters) {
        namespaceOf(room.workspaceId)?.in(`user:${userId}`).socketsJoin(roomName(room));
      }
      for (const { room, from, to, changes } of rooms.values()) {
        tellRoom(room, { room: roomName(room), from, to, changes });
      }
      for (const ending of endings) end(ending);
      for (const { workspaceId, entry } of audits) {
        findNamespace(io, `/w/${workspaceId}/admin`)?.emit("audit", entry);
      }
    },
    close() {
      for (const timer of hints.values()) clearTimeout(timer);
      hints.clear();
    },
  };
}

function audienceOf(room: Room): string[] {
  return room.kind === "workspace" ? [roomName(room), GUESTS_ROOM] : [roomName(room)];
}

/**
 * Guests must not learn of channels they are not in, nor of people they do not meet. Who meets whom is the database's to
 * say, so of people they only hear that something changed, and ask.
 */
function tellGuests(namespace: HallwayNamespace, { changes, ...head }: RoomChanges): void {
  if (changes.some(({ kind }) => kind === "member")) {
    namespace.to(GUESTS_ROOM).emit("clock", { room: head.room, to: head.to });
    return;
  }
  const shown = changes.filter(
    ({ kind }) => kind !== "conversation" && kind !== "conversation-hidden",
  );
  namespace.to(GUESTS_ROOM).emit("changes", { ...head, changes: shown });
}

/** Whoever became a guest hears the workspace without its directory from now on, and the other way round. */
function moveBetweenGuests(namespace: HallwayNamespace, { changes }: RoomChanges): void {
  for (const change of changes) {
    if (change.kind !== "member") continue;
    const sockets = namespace.in(`user:${change.data.userId}`);
    const isGuest = change.data.role === "guest";
    sockets.socketsJoin(isGuest ? GUESTS_ROOM : "workspace");
    sockets.socketsLeave(isGuest ? "workspace" : GUESTS_ROOM);
  }
}
