import type { PresenceStatus, UserId, WorkspaceId } from "@hallway/protocol";
import { findNamespace } from "./find-namespace.ts";
import type { HallwayServer, HallwaySocket } from "./hallway-socket.ts";
import { GUESTS_ROOM } from "./rooms.ts";

/** Who is here, from real connections over all tabs of a person. */
export interface Presence {
  of(workspaceId: WorkspaceId, userId: UserId): PresenceStatus;
  /** Everyone of the workspace who is active or away. */
  online(workspaceId: WorkspaceId): Map<UserId, PresenceStatus>;
  /** A tab opened; it counts as active until it says otherwise. */
  opened(socket: HallwaySocket): void;
  /** What a tab's person is doing. */
  reported(socket: HallwaySocket, status: "active" | "away"): void;
  closed(socket: HallwaySocket): void;
  close(): void;
}

/** A reload or a short break of the line is nobody's leaving. */
const OFFLINE_AFTER_MS = 3_000;

interface Person {
  workspaceId: WorkspaceId;
  userId: UserId;
  memberId: string;
  tabs: Map<string, "active" | "away">;
  told: PresenceStatus;
  leaving: NodeJS.Timeout | null;
}

/** `onLeft` is told of each person whose last tab has been closed for a while. */
export function createPresence(io: HallwayServer, onLeft: (memberId: string) => void): Presence {
  const workspaces = new Map<WorkspaceId, Map<UserId, Person>>();

  function peopleOf(workspaceId: WorkspaceId): Map<UserId, Person> {
    const people = workspaces.get(workspaceId) ?? new Map<UserId, Person>();
    workspaces.set(workspaceId, people);
    return people;
  }

  function tell(person: Person): void {
    const status = statusOf(person);
    if (status === person.told) return;
    person.told = status;
    findNamespace(io, `/w/${person.workspaceId}`)
      ?.to(["workspace", GUESTS_ROOM])
      .volatile.emit("presence", { userId: person.userId, status });
  }

  function setTab(socket: HallwaySocket, status: "active" | "away"): void {
    const { workspaceId, userId, memberId } = socket.data;
    const people = peopleOf(workspaceId);
    const known = people.get(userId);
    const person: Person = known ?? {
      workspaceId,
      userId,
      memberId,
      tabs: new Map(),
      told: "offline",
      leaving: null,
    };
    people.set(userId, person);
    if (person.leaving) clearTimeout(person.leaving);
    person.leaving = null;
    person.tabs.set(socket.id, status);
    tell(person);
  }

  function forget(person: Person): void {
    const people = peopleOf(person.workspaceId);
    people.delete(person.userId);
    if (people.size === 0) workspaces.delete(person.workspaceId);
    tell(person);
    onLeft(person.memberId);
  }

  return {
    of: (workspaceId, userId) => {
      const person = workspaces.get(workspaceId)?.get(userId);
      return person ? person.told : "offline";
    },
    online: (workspaceId) => {
      const people = workspaces.get(workspaceId)?.values() ?? [];
      return new Map([...people].map((person) => [person.userId, person.told]));
    },
    opened: (socket) => setTab(socket, "active"),
    reported: (socket, status) => {
      if (socket.connected) setTab(socket, status);
    },
    closed(socket) {
      const person = workspaces.get(socket.data.workspaceId)?.get(socket.data.userId);
      if (!person?.tabs.delete(socket.id)) return;
      if (person.tabs.size > 0) return tell(person);
      person.leaving = setTimeout(() => forget(person), OFFLINE_AFTER_MS).unref();
    },
    close() {
      for (const people of workspaces.values()) {
        for (const { leaving } of people.values()) if (leaving) clearTimeout(leaving);
      }
      workspaces.clear();
    },
  };
}

function statusOf({ tabs }: Person): PresenceStatus {
  if (tabs.size === 0) return "offline";
  return [...tabs.values()].includes("active") ? "active" : "away";
}
