import { asId, type ConversationId, isAtLeast, type WorkspaceId } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import type { Conversation, Participant, Prisma } from "../database/generated/client.ts";
import { fail, notFound } from "../failure.ts";
import { lockRoom } from "../realtime/clock.ts";
import { conversationRoom, type Room } from "../realtime/rooms.ts";

/** A conversation together with my place in it. The only way to hold one as a participant. */
export interface Seat {
  conversation: Conversation;
  participant: Participant;
}

/** The conversation, if I am in it at this moment; throws `not_found` otherwise. */
export async function requireSeat(
  db: Prisma.TransactionClient,
  caller: MemberCaller,
  id: ConversationId,
): Promise<Seat> {
  const seat = await findSeat(db, caller, id);
  if (!seat) throw notFound("conversation");
  return seat;
}

/** The same with its room locked first, so that the answer holds until the commit. */
export async function requireLockedSeat(
  db: Prisma.TransactionClient,
  caller: MemberCaller,
  id: ConversationId,
): Promise<Seat> {
  await requireLockedConversation(db, caller, id);
  return requireSeat(db, caller, id);
}

/** A conversation that I may read, with my place in it if I have one. */
export interface Readable {
  conversation: Conversation;
  participant: Participant | null;
}

/** A conversation I may read: one I am in, or a public channel of my workspace unless I am a guest. */
export async function requireReadable(
  db: Prisma.TransactionClient,
  caller: MemberCaller,
  id: ConversationId,
): Promise<Readable> {
  const [readable] = await findReadable(db, caller, [id]);
  if (!readable) throw notFound("conversation");
  return readable;
}

/** Those of these conversations that I may read. */
export async function findReadable(
  db: Prisma.TransactionClient,
  { workspaceId, memberId, role }: MemberCaller,
  ids: readonly ConversationId[],
): Promise<Readable[]> {
  const rows = await db.conversation.findMany({
    where: { id: { in: [...ids] }, workspaceId },
    include: { participants: { where: { memberId, leftAt: null } } },
  });
  return rows
    .map(({ participants, ...conversation }) => ({
      conversation,
      participant: participants[0] ?? null,
    }))
    .filter(({ conversation, participant }) =>
      canRead({ conversation, joined: participant !== null, role }),
    );
}

/** A readable conversation with its room locked first. */
export async function requireLockedReadable(
  db: Prisma.TransactionClient,
  caller: MemberCaller,
  id: ConversationId,
): Promise<Readable> {
  await requireLockedConversation(db, caller, id);
  return requireReadable(db, caller, id);
}

/** The room a stored conversation has. */
export function roomOf(row: Pick<Conversation, "id" | "workspaceId" | "kind">): Room {
  return conversationRoom({
    id: asId<ConversationId>(row.id),
    workspaceId: asId<WorkspaceId>(row.workspaceId),
    kind: row.kind,
  });
}

/** Throws `conflict` for an archived conversation: it can be read, not changed. */
export function requireOpen(conversation: Pick<Conversation, "archivedAt">): void {
  if (conversation.archivedAt) {
    throw fail("conflict", "This channel is archived. Unarchive it to change it.");
  }
}

async function requireLockedConversation(
  db: Prisma.TransactionClient,
  caller: MemberCaller,
  id: ConversationId,
): Promise<void> {
  const known = await db.conversation.findFirst({
    where: { id, workspaceId: caller.workspaceId },
    select: { id: true, kind: true },
  });
  if (!known) throw notFound("conversation");
  await lockRoom(db, { kind: known.kind, workspaceId: caller.workspaceId, id });
  await requireStillHere(db, caller);
}

/** Whoever was shut out, or lost their role, while they waited for a room changes nothing in it: throws `forbidden`. */
async function requireStillHere(
  db: Prisma.TransactionClient,
  { memberId, role }: MemberCaller,
): Promise<void> {
  const member = await db.member.findUnique({
    where: { id: memberId },
    select: { role: true, deactivatedAt: true },
  });
  if (member && !member.deactivatedAt && isAtLeast(member.role, role)) return;
  throw fail("forbidden", "Your place in this workspace has changed: you can't do this any more.");
}

async function findSeat(
  db: Prisma.TransactionClient,
  caller: MemberCaller,
  id: ConversationId,
): Promise<Seat | null> {
  const row = await db.participant.findUnique({
    where: { conversationId_memberId: { conversationId: id, memberId: caller.memberId } },
    include: { conversation: true },
  });
  if (!row || row.leftAt || row.conversation.workspaceId !== caller.workspaceId) return null;
  const { conversation, ...participant } = row;
  return { conversation, participant };
}

/** Whether someone may read a conversation's messages and see that it exists. */
export function canRead(facts: {
  conversation: Pick<Conversation, "kind" | "private">;
  joined: boolean;
  role: MemberCaller["role"];
}): boolean {
  if (facts.joined) return true;
  return (
    facts.conversation.kind === "channel" && !facts.conversation.private && facts.role !== "guest"
  );
}
