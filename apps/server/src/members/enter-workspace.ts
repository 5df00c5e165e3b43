import { asId, type MemberView, type Role, type UserId, type WorkspaceId } from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import { roomOf } from "../conversations/conversation-access.ts";
import { enterConversations, type Newcomer } from "../conversations/enter-conversation.ts";
import type { Conversation, Prisma } from "../database/generated/client.ts";
import type { Tx } from "../database/transaction.ts";
import { fail } from "../failure.ts";
import { createRoom, lockRoom, lockRooms } from "../realtime/clock.ts";
import { userRoom, workspaceRoom } from "../realtime/rooms.ts";
import { findFreeDisplayName } from "./display-name.ts";
import { toMemberView } from "./member-view.ts";

/** An account that comes into a workspace. */
export interface Admission {
  account: { userId: UserId; name: string };
  workspace: { id: string };
  role: Role;
  /** Channels to be in beside those that everyone is in; the archived ones among them are passed over. */
  channelIds: readonly string[];
}

/** Who came in; `isNew` is false for someone who was in already, and then nothing has changed. */
export interface Admitted extends Newcomer {
  member: MemberView;
  isNew: boolean;
}

/**
 * Makes an account a member and seats it in general and random (guests only in the channels named). Locks the rooms of
 * the channels, then the workspace's. A deactivated member stays out: throws `forbidden`.
 */
export async function enterWorkspace(tx: Tx, admission: Admission): Promise<Admitted> {
  const { account, role } = admission;
  const workspaceId = asId<WorkspaceId>(admission.workspace.id);
  const conversations = await lockFirstChannels(tx.db, admission);
  await lockRoom(tx.db, workspaceRoom(workspaceId));
  const known = await findKnown(tx.db, workspaceId, account.userId);
  if (known) return known;

  const room = workspaceRoom(workspaceId);
  const tick = await tx.tick(room);
  const name = await findFreeDisplayName(tx.db, { workspaceId, wanted: account.name });
  const row = await tx.db.member.create({
    data: { id: uuidv7(), workspaceId, userId: account.userId, role, ...name, tick },
    include: { user: { select: { name: true } } },
  });
  const newcomer = { memberId: row.id, userId: account.userId };
  await createRoom(tx.db, userRoom({ ...newcomer, workspaceId }));
  const member = toMemberView(row);
  tx.changed(room, { kind: "member", data: member });
  await enterConversations(tx, {
    workspaceId,
    members: [newcomer],
    conversations,
    by: null,
    event: "joined",
  });
  return { ...newcomer, member, isNew: true };
}

async function findKnown(
  db: Prisma.TransactionClient,
  workspaceId: WorkspaceId,
  userId: UserId,
): Promise<Admitted | null> {
  const row = await db.member.findUnique({
    where: { workspaceId_userId: { workspaceId, userId } },
    include: { user: { select: { name: true } } },
  });
  if (row?.deactivatedAt) {
    throw fail("forbidden", "An admin has deactivated your account in this workspace.");
  }
  return row && { memberId: row.id, userId, member: toMemberView(row), isNew: false };
}

async function lockFirstChannels(
  db: Prisma.TransactionClient,
  { workspace, role, channelIds }: Admission,
): Promise<Conversation[]> {
  const everyones = [{ general: true }, { name: "random", private: false }];
  const where: Prisma.ConversationWhereInput = {
    workspaceId: workspace.id,
    kind: "channel",
    archivedAt: null,
    OR: [{ id: { in: [...channelIds] } }, ...(role === "guest" ? [] : everyones)],
  };
  const found = await db.conversation.findMany({ where });
  await lockRooms(db, found.map(roomOf));
  return db.conversation.findMany({ where, orderBy: { createdAt: "asc" } });
}
