import type { PresenceStatus, UserId, WorkspaceId } from "@hallway/protocol";

/** Who is here, from real connections over all tabs of a person. */
export interface Presence {
  of(workspaceId: WorkspaceId, userId: UserId): PresenceStatus;
  /** Everyone of the workspace who is active or away. */
  online(workspaceId: WorkspaceId): Map<UserId, PresenceStatus>;
}
