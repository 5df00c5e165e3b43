import {
  asId,
  type ConversationId,
  type Epoch,
  type UserId,
  type WorkspaceId,
} from "@hallway/protocol";
import type { Ask } from "../database/pipeline.ts";
import { type Places, type RoomAt, userRoom, workspaceRoom } from "../realtime/rooms.ts";

/** Whose rooms they are. */
interface Member {
  memberId: string;
  userId: UserId;
  workspaceId: WorkspaceId;
}

/** The rooms a member is in: the workspace's, their own, and those of their conversations, each with its clock. */
export async function readRooms(ask: Ask, member: Member): Promise<RoomAt[]> {
  const { workspaceId, memberId } = member;
  const rows = await ask<RoomRow>({ ...READ_ROOMS, values: [workspaceId, memberId] });
  return rows.map(({ id, kind, clock }) => toRoom(member, [id, kind, clock]));
}

interface RoomRow {
  id: string;
  kind: "channel" | "dm" | null;
  clock: number;
}

/** The rooms of one member, whose id and whose workspace's are these expressions. */
function selectRooms(memberId: string, workspaceId: string): string {
  return `
    SELECT r.id, c.kind::text AS kind, r.clock
    FROM participant p
    JOIN conversation c ON c.id = p.conversation_id
    JOIN room r ON r.id = c.id
    WHERE p.member_id = ${memberId} AND p.left_at IS NULL
    UNION ALL
    SELECT r.id, NULL, r.clock FROM room r WHERE r.id IN (${workspaceId}, ${memberId})`;
}

const READ_ROOMS = { name: "rooms_of_member", text: selectRooms("$2::uuid", "$1::uuid") };

/** What `JOIN_PLACES` puts beside a member; both are null where nobody asked. */
export interface PlacesRow {
  epoch: string | null;
  rooms: PackedRoom[] | null;
}

/** A room's id, kind and clock: packed, since a member can have thousands. */
type PackedRoom = [id: string, kind: RoomRow["kind"], clock: number];

/** For statements over many members `m`: puts each one's places beside them, where `asked.with_places` says so. */
export const JOIN_PLACES = `
  LEFT JOIN LATERAL (
    SELECT (SELECT epoch FROM installation WHERE id = 1) AS epoch,
           json_agg(json_build_array(place.id, place.kind, place.clock)) AS rooms
    FROM (${selectRooms("m.id", "m.workspace_id")}) place
    WHERE asked.with_places
  ) places ON true`;

/** What was put beside a member; undefined where nobody asked. */
export function toPlaces(member: Member, { epoch, rooms }: PlacesRow): Places | undefined {
  if (epoch === null || rooms === null) return undefined;
  return { epoch: asId<Epoch>(epoch), rooms: rooms.map((room) => toRoom(member, room)) };
}

function toRoom(member: Member, [id, kind, clock]: PackedRoom): RoomAt {
  const { workspaceId, memberId } = member;
  if (kind) return { room: { kind, workspaceId, id: asId<ConversationId>(id) }, clock };
  return { room: id === memberId ? userRoom(member) : workspaceRoom(workspaceId), clock };
}
