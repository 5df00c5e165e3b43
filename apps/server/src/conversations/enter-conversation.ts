import type { ConversationView, SystemEvent, UserId, WorkspaceId } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import { askIn } from "../database/ask-in.ts";
import type { Conversation, Participant, Prisma } from "../database/generated/client.ts";
import type { Tx } from "../database/transaction.ts";
import { insertSystemMessage } from "../messages/insert-system-message.ts";
import { readParticipations, toOwnView } from "../read-state/participation-view.ts";
import { type Room, userRoom } from "../realtime/rooms.ts";
import { roomOf } from "./conversation-access.ts";
import { toParticipantView } from "./conversation-view.ts";
import { readConversations } from "./read-conversations.ts";
import { type Seating, writeSeatings } from "./write-seatings.ts";

/** Someone as a member of the workspace. */
export interface Newcomer {
  memberId: string;
  userId: UserId;
}

/** People who come into conversations together, and how the timeline says so. */
export interface Entry {
  workspaceId: WorkspaceId;
  members: readonly Newcomer[];
  /** Their rooms are locked by this transaction, or new. */
  conversations: readonly Conversation[];
  /** Who brings them in; null when they come by themselves. */
  by: Pick<MemberCaller, "userId"> | null;
  /** What the timeline says; null: nothing. */
  event: Extract<SystemEvent["event"], "created" | "joined" | "added"> | null;
}

/**
 * Seats people in conversations with all that was said there already read, and tells the conversations' rooms and the
 * people's own. Those already in are left as they are. Returns the conversations somebody came into.
 */
export async function enterConversations(tx: Tx, entry: Entry): Promise<ConversationView[]> {
  const arrivals = await findArrivals(tx.db, entry);
  if (arrivals.length === 0) return [];
  for (const arrival of arrivals) await announce(tx, entry, arrival);
  await writeSeatings(tx.db, await numberSeatings(tx, entry, arrivals));
  return tell(tx, entry, arrivals);
}

/** Who of them is new to a conversation. */
interface Arrival {
  conversation: Conversation;
  room: Room;
  newcomers: Newcomer[];
}

async function findArrivals(db: Prisma.TransactionClient, entry: Entry): Promise<Arrival[]> {
  const present = await db.participant.findMany({
    where: {
      conversationId: { in: entry.conversations.map(({ id }) => id) },
      memberId: { in: entry.members.map(({ memberId }) => memberId) },
      leftAt: null,
    },
    select: { conversationId: true, memberId: true },
  });
  const seated = new Set(present.map((row) => `${row.conversationId} ${row.memberId}`));
  return entry.conversations
    .map((conversation) => ({
      conversation,
      room: roomOf(conversation),
      newcomers: entry.members.filter(
        ({ memberId }) => !seated.has(`${conversation.id} ${memberId}`),
      ),
    }))
    .filter(({ newcomers }) => newcomers.length > 0);
}

async function announce(
  tx: Tx,
  { workspaceId, by, event }: Entry,
  { conversation, newcomers }: Arrival,
): Promise<void> {
  const author = by?.userId ?? newcomers[0]?.userId;
  if (!event || !author) return;
  const others = newcomers.map(({ userId }) => userId).filter((userId) => userId !== author);
  await insertSystemMessage(
    tx,
    { caller: { userId: author, workspaceId }, conversation },
    { event, userIds: others, text: textOf({ event, author, others }) },
  );
}

function textOf(said: {
  event: NonNullable<Entry["event"]>;
  author: UserId;
  others: readonly UserId[];
}): string {
  switch (said.event) {
    case "created":
      return `<@${said.author}> created this channel`;
    case "joined":
      return `<@${said.author}> joined`;
    case "added":
      return `<@${said.author}> added ${said.others.map((userId) => `<@${userId}>`).join(", ")}`;
  }
}

/** Numbers each seat in both of its rooms: the conversation's first, then the person's own. */
async function numberSeatings(
  tx: Tx,
  { workspaceId }: Entry,
  arrivals: readonly Arrival[],
): Promise<Seating[]> {
  const clocks = await tx.tickMany(
    arrivals.map(({ room, newcomers }) => ({ room, by: newcomers.length + 1 })),
  );
  const seatings = arrivals.flatMap(({ conversation, newcomers }) => {
    const conversationTick = clocks.get(conversation.id) ?? 0;
    return newcomers.map((newcomer, place) => ({
      ...newcomer,
      conversationId: conversation.id,
      conversationTick,
      tick: conversationTick - newcomers.length + place,
    }));
  });
  const byMember = Map.groupBy(seatings, ({ memberId }) => memberId);
  const ownClocks = await tx.tickMany(
    [...byMember.values()].flatMap((own) => {
      const [person] = own;
      return person ? [{ room: userRoom({ ...person, workspaceId }), by: own.length }] : [];
    }),
  );
  return [...byMember.values()].flatMap((own) =>
    own.map((seating, place) => ({
      ...seating,
      participationTick: (ownClocks.get(seating.memberId) ?? 0) - own.length + place + 1,
    })),
  );
}

async function tell(
  tx: Tx,
  { workspaceId }: Entry,
  arrivals: readonly Arrival[],
): Promise<ConversationView[]> {
  const conversationIds = arrivals.map(({ conversation }) => conversation.id);
  const userIds = arrivals.flatMap(({ newcomers }) => newcomers.map(({ userId }) => userId));
  const views = await readConversations(askIn(tx.db), conversationIds);
  const rows = await tx.db.participant.findMany({
    where: { conversationId: { in: conversationIds }, userId: { in: userIds } },
  });
  const participations = await readParticipations(askIn(tx.db), { conversationIds, userIds });

  for (const { room, newcomers } of arrivals) {
    const view = views.find(({ id }) => id === room.id);
    if (!view) throw new Error("A conversation vanished inside its transaction");
    const rowOf = byUser(rows.filter((row) => row.conversationId === room.id));
    const mineOf = byUser(participations.filter((row) => row.conversationId === room.id));
    for (const newcomer of newcomers) {
      const row: Participant | undefined = rowOf.get(newcomer.userId);
      const mine = mineOf.get(newcomer.userId);
      if (!row || !mine) throw new Error("A participant vanished inside its transaction");
      tx.enter(room, newcomer.userId);
      tx.changed(room, { kind: "participant", data: toParticipantView(row) });
      const own = userRoom({ ...newcomer, workspaceId });
      tx.changed(own, { kind: "participation", data: toOwnView(mine) });
      tx.changed(own, { kind: "conversation", data: view });
    }
    tx.changed(room, { kind: "conversation", data: view });
  }
  return views;
}

function byUser<T extends { userId: string }>(rows: readonly T[]): Map<string, T> {
  return new Map(rows.map((row) => [row.userId, row]));
}
