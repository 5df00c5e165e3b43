import type { PresenceStatus, UserId, WorkspaceId } from "@hallway/protocol";
import type { PersonHere } from "./bus-message.ts";

/** What the other nodes say of their people. */
export interface PeopleElsewhere {
  /** The most present that any other node says. */
  of(workspaceId: WorkspaceId, userId: UserId): PresenceStatus;
  /** Everyone of the workspace whom another node says to be active or away. */
  in(workspaceId: WorkspaceId): Iterable<UserId>;
  /** Takes a node's word; false when something it said before is missing here, so that it must be asked for all. */
  hear(node: string, told: Told): boolean;
  forget(node: string): void;
  /** Forgets the nodes that have been silent for too long. */
  forgetSilent(): void;
}

/** What a node tells of its people: all of them, or who changed. */
export interface Told {
  people: readonly PersonHere[];
  all: boolean;
  revision: number;
}

/** A node that was killed says no goodbye. */
export const NODE_SILENT_MS = 30_000;

interface Node {
  revision: number;
  heardAt: number;
  workspaces: Map<WorkspaceId, Map<UserId, PresenceStatus>>;
}

/** `changed` is told of everyone whose status elsewhere may be another now. */
export function createPeopleElsewhere(
  changed: (workspaceId: WorkspaceId, userId: UserId) => void,
): PeopleElsewhere {
  const nodes = new Map<string, Node>();

  function place(node: Node, { workspaceId, userId, status }: PersonHere): void {
    const people = node.workspaces.get(workspaceId) ?? new Map<UserId, PresenceStatus>();
    if (status === "offline") people.delete(userId);
    else people.set(userId, status);
    if (people.size > 0) node.workspaces.set(workspaceId, people);
    else node.workspaces.delete(workspaceId);
  }

  function forget(id: string): void {
    const node = nodes.get(id);
    nodes.delete(id);
    for (const [workspaceId, people] of node?.workspaces ?? []) {
      for (const userId of people.keys()) changed(workspaceId, userId);
    }
  }

  return {
    of(workspaceId, userId) {
      let best: PresenceStatus = "offline";
      for (const { workspaces } of nodes.values()) {
        best = morePresent(best, workspaces.get(workspaceId)?.get(userId) ?? "offline");
      }
      return best;
    },
    in: (workspaceId) =>
      new Set(
        [...nodes.values()].flatMap(({ workspaces }) => [
          ...(workspaces.get(workspaceId)?.keys() ?? []),
        ]),
      ),
    hear(id, { people, all, revision }) {
      const known = nodes.get(id);
      const heardAt = performance.now();
      if (!all && (!known || revision > known.revision + (people.length > 0 ? 1 : 0))) {
        if (known) known.heardAt = heardAt;
        return false;
      }
      const node: Node = all || !known ? { revision, heardAt, workspaces: new Map() } : known;
      nodes.set(id, node);
      Object.assign(node, { revision, heardAt });
      for (const person of people) place(node, person);
      const before = all ? (known?.workspaces ?? []) : [];
      for (const [workspaceId, were] of before) {
        for (const userId of were.keys()) changed(workspaceId, userId);
      }
      for (const { workspaceId, userId } of people) changed(workspaceId, userId);
      return true;
    },
    forget,
    forgetSilent() {
      const cut = performance.now() - NODE_SILENT_MS;
      for (const [id, { heardAt }] of nodes) if (heardAt < cut) forget(id);
    },
  };
}

/** A person with one active tab anywhere is active. */
export function morePresent(one: PresenceStatus, other: PresenceStatus): PresenceStatus {
  return RANK[one] >= RANK[other] ? one : other;
}

const RANK: Record<PresenceStatus, number> = { offline: 0, away: 1, active: 2 };
