import type { PresenceStatus, UserId, WorkspaceId } from "@hallway/protocol";
import { findNamespace } from "./find-namespace.ts";
import type { HallwayNamespace, HallwayServer, HallwaySocket } from "./hallway-socket.ts";
import { createPresenceOfMet, type Meets } from "./presence-guests.ts";
import { createPresenceWatchers } from "./presence-watchers.ts";
import { GUESTS_ROOM } from "./rooms.ts";

/**
 * Tells a workspace's sockets whose presence has changed; never stored, never replayed. Among many, a socket is told of
 * the people it shows (docs/decisions/0021); a guest always only of those they meet.
 */
export interface PresenceSignals {
  /** Somebody's status may be another now. */
  changed(workspaceId: WorkspaceId, userId: UserId): void;
  /** A socket shows these people, and no others; it is told at once how those are whom it did not show before. */
  watched(socket: HallwaySocket, userIds: readonly UserId[]): void;
  close(): void;
}

/** From so many sockets of a workspace on, changes are gathered, and told to those alone who show the person. */
const MANY_SOCKETS = 200;
const GATHER_MS = 5_000;

export function createPresenceSignals({ io, statusOf, meets }: PresenceSources): PresenceSignals {
  const told = new Map<WorkspaceId, Map<UserId, Told>>();
  const gathered = new Map<WorkspaceId, Set<UserId>>();
  const watchers = createPresenceWatchers();
  const met = createPresenceOfMet(meets, statusOf);
  let timer: NodeJS.Timeout | null = null;

  function lastTold([workspaceId, userId]: Whom): Told {
    return told.get(workspaceId)?.get(userId) ?? "offline";
  }

  function remember([workspaceId, userId]: Whom, status: Told): void {
    const people = told.get(workspaceId) ?? new Map<UserId, Told>();
    if (status === "offline") people.delete(userId);
    else people.set(userId, status);
    if (people.size > 0) told.set(workspaceId, people);
    else told.delete(workspaceId);
  }

  function tell(workspaceId: WorkspaceId, userId: UserId): void {
    const status = statusOf(workspaceId, userId);
    if (status === lastTold([workspaceId, userId])) return;
    remember([workspaceId, userId], status);
    const namespace = findNamespace(io, `/w/${workspaceId}`);
    if (!namespace) return;
    const isCrowd = namespace.sockets.size > MANY_SOCKETS;
    const { members, guests } = isCrowd
      ? apart(namespace, watchers.of(workspaceId, userId))
      : { members: ["workspace"], guests: namespace.adapter.rooms.get(GUESTS_ROOM) ?? [] };
    // Not volatile: of several in one turn of the loop a socket would get the first alone.
    if (members.length > 0) namespace.to(members).emit("presence", { userId, status });
    met.tell(namespace, { workspaceId, userId }, guests);
  }

  function tellGathered(): void {
    timer = null;
    for (const [workspaceId, people] of gathered) {
      for (const userId of people) tell(workspaceId, userId);
    }
    gathered.clear();
  }

  return {
    changed(workspaceId, userId) {
      const sockets = findNamespace(io, `/w/${workspaceId}`)?.sockets.size ?? 0;
      if (sockets <= MANY_SOCKETS) return tell(workspaceId, userId);
      const people = gathered.get(workspaceId) ?? new Set<UserId>();
      gathered.set(workspaceId, people.add(userId));
      timer ??= setTimeout(tellGathered, GATHER_MS).unref();
    },
    watched(socket, userIds) {
      const { workspaceId } = socket.data;
      for (const userId of watchers.show(socket, userIds)) {
        const status = statusOf(workspaceId, userId);
        const whom: Whom = [workspaceId, userId];
        if (status !== lastTold(whom)) remember(whom, "different");
        if (isMember(socket.nsp, socket.id)) socket.emit("presence", { userId, status });
        else met.tell(socket.nsp, { workspaceId, userId }, [socket.id]);
      }
    },
    close() {
      if (timer) clearTimeout(timer);
    },
  };
}

/** What signals are made of. */
export interface PresenceSources {
  io: HallwayServer;
  statusOf(workspaceId: WorkspaceId, userId: UserId): PresenceStatus;
  meets: Meets;
}

/** Of whoever does not stand among the members yet, the database is asked. */
function isMember(namespace: HallwayNamespace, socketId: string): boolean {
  return namespace.adapter.rooms.get("workspace")?.has(socketId) ?? false;
}

function apart(namespace: HallwayNamespace, socketIds: Iterable<string>) {
  const { true: members = [], false: guests = [] } = Object.groupBy(socketIds, (id) =>
    isMember(namespace, id) ? "true" : "false",
  );
  return { members, guests };
}

/** What the sockets were told of somebody; `different` when not all of them the same, until the gathered is told. */
type Told = PresenceStatus | "different";

type Whom = readonly [workspaceId: WorkspaceId, userId: UserId];
