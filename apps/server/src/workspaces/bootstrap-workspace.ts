import {
  asId,
  type Bootstrap,
  type Clocks,
  limits,
  toAbilities,
  type UserId,
} from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { readConversations } from "../conversations/read-conversations.ts";
import { askIn } from "../database/ask-in.ts";
import type { Prisma } from "../database/generated/client.ts";
import { inSnapshot } from "../database/snapshot.ts";
import { toMemberView } from "../members/member-view.ts";
import { readRooms } from "../members/read-rooms.ts";
import { readParticipations, toOwnView } from "../read-state/participation-view.ts";
import { readEpoch } from "../realtime/epoch.ts";
import { roomName } from "../realtime/rooms.ts";
import { toWorkspaceView } from "./workspace-view.ts";

/** All that the first screen needs, as one state of the database. */
export async function bootstrapWorkspace(
  { database, presence }: Context,
  caller: MemberCaller,
): Promise<Bootstrap> {
  return inSnapshot(database, async (db) => {
    const rooms = await readRooms(askIn(db), caller);
    const workspace = toWorkspaceView(
      await db.workspace.findUniqueOrThrow({ where: { id: caller.workspaceId } }),
    );
    const conversationIds = rooms
      .filter(({ room }) => room.kind === "channel" || room.kind === "dm")
      .map(({ room }) => room.id);
    const conversations = await readConversations(askIn(db), conversationIds);
    const participations = await readParticipations(askIn(db), { memberId: caller.memberId });
    const members = await readFirstMembers(db, caller, [
      caller.userId,
      ...conversations.flatMap((conversation) => conversation.participantIds),
    ]);
    const clocks: Clocks = {};
    for (const { room, clock } of rooms) clocks[roomName(room)] = clock;
    return {
      epoch: await readEpoch(askIn(db)),
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
  });
}

/** Those named, then others of the workspace by name until the first screen has enough; for guests only whom they meet. */
async function readFirstMembers(
  db: Prisma.TransactionClient,
  caller: MemberCaller,
  named: readonly UserId[],
): Promise<Bootstrap["members"]> {
  const include = { user: { select: { name: true } } };
  const meets =
    caller.role === "guest"
      ? {
          participations: {
            some: {
              leftAt: null,
              conversation: {
                participants: { some: { memberId: caller.memberId, leftAt: null } },
              },
            },
          },
        }
      : {};
  const mine = await db.member.findMany({
    where: { workspaceId: caller.workspaceId, userId: { in: [...new Set(named)] } },
    take: limits.bootstrapMembers,
    include,
  });
  const others = await db.member.findMany({
    where: { workspaceId: caller.workspaceId, deactivatedAt: null, ...meets },
    orderBy: [{ displayName: "asc" }, { userId: "asc" }],
    take: limits.bootstrapMembers,
    include,
  });
  const byId = new Map([...mine, ...others].map((row) => [asId<UserId>(row.userId), row]));
  return [...byId.values()].slice(0, limits.bootstrapMembers).map(toMemberView);
}
