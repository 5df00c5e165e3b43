import type { PresenceStatus, UserId, WorkspaceId } from "@hallway/protocol";
import type { HallwayNamespace } from "./hallway-socket.ts";

/** A guest, and somebody whom they may share a conversation with. */
export interface Meeting {
  workspaceId: WorkspaceId;
  guestId: UserId;
  userId: UserId;
}

/** Whether the two are in a conversation together at this moment. */
export type Meets = (meeting: Meeting) => Promise<boolean>;

/** Tells guests how those are whom they meet. That is the database's to say, so they hear it a little later. */
export interface PresenceOfMet {
  /** These sockets of a namespace are guests', or may be. */
  tell(
    namespace: HallwayNamespace,
    person: Omit<Meeting, "guestId">,
    socketIds: Iterable<string>,
  ): void;
}

export function createPresenceOfMet(
  meets: Meets,
  statusOf: (workspaceId: WorkspaceId, userId: UserId) => PresenceStatus,
): PresenceOfMet {
  return {
    tell(namespace, { workspaceId, userId }, socketIds) {
      for (const [guestId, ids] of byPerson(namespace, socketIds)) {
        meets({ workspaceId, guestId, userId }).then(
          (isMet) => {
            const status = statusOf(workspaceId, userId);
            if (isMet) namespace.to(ids).emit("presence", { userId, status });
          },
          () => undefined,
        );
      }
    },
  };
}

function byPerson(namespace: HallwayNamespace, socketIds: Iterable<string>): Map<UserId, string[]> {
  const people = new Map<UserId, string[]>();
  for (const id of socketIds) {
    const userId = namespace.sockets.get(id)?.data.userId;
    if (userId === undefined) continue;
    const ids = people.get(userId);
    if (ids) ids.push(id);
    else people.set(userId, [id]);
  }
  return people;
}
