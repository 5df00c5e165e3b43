import type { UserId, WorkspaceId } from "@hallway/protocol";
import type { HallwaySocket } from "./hallway-socket.ts";

/** Whose presence each socket shows, as its client says: in a workspace of many it is told of these alone. */
export interface PresenceWatchers {
  /** A socket shows these people from now on, and nobody else; returns those it did not show before. */
  show(socket: HallwaySocket, userIds: readonly UserId[]): UserId[];
  /** The ids of the sockets that show somebody. */
  of(workspaceId: WorkspaceId, userId: UserId): Iterable<string>;
}

/** One object a person, however many sockets show them. */
interface Shown {
  key: string;
  socketIds: Set<string>;
}

export function createPresenceWatchers(): PresenceWatchers {
  const people = new Map<string, Shown>();
  const bySocket = new WeakMap<HallwaySocket, Map<UserId, Shown>>();

  function add(key: string, socketId: string): Shown {
    const person = people.get(key) ?? { key, socketIds: new Set() };
    people.set(key, person);
    person.socketIds.add(socketId);
    return person;
  }

  function remove({ key, socketIds }: Shown, socketId: string): void {
    socketIds.delete(socketId);
    if (socketIds.size === 0) people.delete(key);
  }

  return {
    show(socket, userIds) {
      const before = bySocket.get(socket);
      const now = new Map<UserId, Shown>();
      for (const userId of userIds) {
        const known = before?.get(userId);
        now.set(userId, known ?? add(keyOf(socket.data.workspaceId, userId), socket.id));
      }
      for (const [userId, person] of before ?? []) if (!now.has(userId)) remove(person, socket.id);
      if (now.size > 0) bySocket.set(socket, now);
      else bySocket.delete(socket);
      return [...now.keys()].filter((userId) => !before?.has(userId));
    },
    of: (workspaceId, userId) => people.get(keyOf(workspaceId, userId))?.socketIds ?? [],
  };
}

function keyOf(workspaceId: WorkspaceId, userId: UserId): string {
  return `${workspaceId} ${userId}`;
}
