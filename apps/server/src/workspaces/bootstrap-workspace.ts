import { type Bootstrap, type Clocks, toAbilities } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { readConversations } from "../conversations/read-conversations.ts";
import { readFirstMembers } from "../members/read-first-members.ts";
import { readRooms } from "../members/read-rooms.ts";
import { readParticipations, toOwnView } from "../read-state/participation-view.ts";
import { readEpoch } from "../realtime/epoch.ts";
import { roomName } from "../realtime/rooms.ts";
import { readWorkspace } from "./read-workspace.ts";

/** All that the first screen needs, as one state of the database. */
export async function bootstrapWorkspace(
  { database, presence }: Context,
  caller: MemberCaller,
): Promise<Bootstrap> {
  const found = await database.reads.snapshot(async (ask) => {
    const [epoch, rooms, workspace, participations] = await Promise.all([
      readEpoch(ask),
      readRooms(ask, caller),
      readWorkspace(ask, caller.workspaceId),
      readParticipations(ask, { memberId: caller.memberId }),
    ]);
    const conversationIds = rooms
      .filter(({ room }) => room.kind === "channel" || room.kind === "dm")
      .map(({ room }) => room.id);
    const conversations = await readConversations(ask, conversationIds);
    const members = await readFirstMembers(ask, caller, [
      caller.userId,
      ...conversations.flatMap((conversation) => conversation.participantIds),
    ]);
    return { epoch, rooms, workspace, participations, conversations, members };
  });
  const { epoch, rooms, workspace, participations, conversations, members } = found;
  const clocks: Clocks = {};
  for (const { room, clock } of rooms) clocks[roomName(room)] = clock;
  return {
    epoch,
    me: {
      userId: caller.userId,
      name: caller.name,
      email: caller.email,
      role: caller.role,
      can: toAbilities(caller.role, workspace.policy),
    },
    workspace,
    members,
    conversations,
    participations: participations.map(toOwnView),
    clocks,
    presence: Object.fromEntries(
      members
        .map(({ userId }) => [userId, presence.of(caller.workspaceId, userId)] as const)
        .filter(([, status]) => status !== "offline"),
    ),
  };
}
