import { asId, type ConversationId } from "@hallway/protocol";
import { userRoom, workspaceRoom } from "../realtime/rooms.ts";
import type { ReadRooms } from "../realtime/sync.ts";

interface RoomRow {
  id: string;
  kind: "channel" | "dm" | null;
  clock: number;
}

/** The rooms a member is in: the workspace's, their own, and those of their conversations, each with its clock. */
export const readRooms: ReadRooms = async (ask, member) => {
  const { workspaceId, memberId } = member;
  const rows = await ask<RoomRow>({ ...READ_ROOMS, values: [workspaceId, memberId] });
  return rows.map(({ id, kind, clock }) => {
    if (kind) return { room: { kind, workspaceId, id: asId<ConversationId>(id) }, clock };
    return { room: id === memberId ? userRoom(member) : workspaceRoom(workspaceId), clock };
  });
};

const READ_ROOMS = {
  name: "rooms_of_member",
  text: `
    SELECT r.id, c.kind::text AS kind, r.clock
    FROM participant p
    JOIN conversation c ON c.id = p.conversation_id
    JOIN room r ON r.id = c.id
    WHERE p.member_id = $2::uuid AND p.left_at IS NULL
    UNION ALL
    SELECT r.id, NULL, r.clock FROM room r WHERE r.id IN ($1::uuid, $2::uuid)`,
};
