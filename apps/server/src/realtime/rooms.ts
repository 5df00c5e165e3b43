import type { ConversationId, Epoch, RoomName, UserId, WorkspaceId } from "@hallway/protocol";

/** A room as the server holds it: `id` is the key of its clock. */
export type Room = { workspaceId: WorkspaceId; id: string } & (
  | { kind: "workspace" }
  | { kind: "channel" | "dm"; id: ConversationId }
  | { kind: "user"; userId: UserId }
);

export function workspaceRoom(workspaceId: WorkspaceId): Room {
  return { kind: "workspace", workspaceId, id: workspaceId };
}

export function conversationRoom(conversation: {
  id: ConversationId;
  workspaceId: WorkspaceId;
  kind: "channel" | "dm";
}): Room {
  const { id, workspaceId, kind } = conversation;
  return { kind, workspaceId, id };
}

/** A person's own room in one workspace; its clock belongs to their membership. */
export function userRoom(member: {
  memberId: string;
  userId: UserId;
  workspaceId: WorkspaceId;
}): Room {
  return {
    kind: "user",
    workspaceId: member.workspaceId,
    id: member.memberId,
    userId: member.userId,
  };
}

/** The room's name on the wire. */
export function roomName(room: Room): RoomName {
  switch (room.kind) {
    case "workspace":
      return "workspace";
    case "user":
      return `user:${room.userId}`;
    case "channel":
    case "dm":
      return `${room.kind}:${room.id}`;
  }
}

/** Guests get the workspace's changes without the directory, so they stand in a room of their own. */
export const GUESTS_ROOM = "workspace/guests";

/** A room and how far it was at some moment. */
export interface RoomAt {
  room: Room;
  clock: number;
}

/** Where somebody belongs and in which life of the database, all of one moment. */
export interface Places {
  epoch: Epoch;
  rooms: readonly RoomAt[];
}
