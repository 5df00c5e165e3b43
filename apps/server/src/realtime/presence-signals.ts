import type { PresenceStatus, UserId, WorkspaceId } from "@hallway/protocol";
import { findNamespace } from "./find-namespace.ts";
import type { HallwayServer } from "./hallway-socket.ts";
import { GUESTS_ROOM } from "./rooms.ts";

/** Tells a workspace's sockets whose presence has changed; never stored, never replayed. */
export interface PresenceSignals {
  /** Somebody's status may be another now. */
  changed(workspaceId: WorkspaceId, userId: UserId): void;
  close(): void;
}

/** From so many sockets of a workspace on, changes are gathered: each costs a packet to every one of them. */
const MANY_SOCKETS = 200;
const GATHER_MS = 5_000;

export function createPresenceSignals(
  io: HallwayServer,
  statusOf: (workspaceId: WorkspaceId, userId: UserId) => PresenceStatus,
): PresenceSignals {
  /** What each workspace's sockets were told, of everyone who is not offline. */
  const told = new Map<WorkspaceId, Map<UserId, PresenceStatus>>();
  const gathered = new Map<WorkspaceId, Set<UserId>>();
  let timer: NodeJS.Timeout | null = null;

  function tell(workspaceId: WorkspaceId, userId: UserId): void {
    const people = told.get(workspaceId) ?? new Map<UserId, PresenceStatus>();
    const status = statusOf(workspaceId, userId);
    if (status === (people.get(userId) ?? "offline")) return;
    if (status === "offline") people.delete(userId);
    else people.set(userId, status);
    if (people.size > 0) told.set(workspaceId, people);
    else told.delete(workspaceId);
    // Not volatile: of several in one turn of the loop a socket would get the first alone.
    findNamespace(io, `/w/${workspaceId}`)
      ?.to(["workspace", GUESTS_ROOM])
      .emit("presence", { userId, status });
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
    close() {
      if (timer) clearTimeout(timer);
    },
  };
}
