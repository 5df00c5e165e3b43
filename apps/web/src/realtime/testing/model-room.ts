import {
  asId,
  type Change,
  type ConversationId,
  type ConversationView,
  type MessageView,
  type ParticipantView,
  type ParticipationView,
  type RoomName,
  type UserId,
} from "@hallway/protocol";

/** A moment of the model: its clock on the wall never moves on its own. */
export const MOMENT = "2026-11-22T09:00:00.000Z";

/** What the model holds of one person in one conversation. */
export interface ModelSeat {
  joinedAt: string;
  leftAt: string | null;
  tick: number;
  lastReadSeq: number;
  muted: boolean;
  participationTick: number;
}

/** A conversation as the model server holds it: the same rules as the real one, in memory. */
export class ModelConversation {
  readonly id: ConversationId;
  readonly kind: "channel" | "dm";
  name: string;
  isPrivate = false;
  topic = "";
  clock = 0;
  /** The tick of its own last change, and the workspace's tick of its place in the directory. */
  tick = 0;
  directoryTick = 0;
  readonly messages: MessageView[] = [];
  readonly seats = new Map<string, ModelSeat>();

  constructor(id: string, { kind, name }: { kind: "channel" | "dm"; name: string }) {
    this.id = asId<ConversationId>(id);
    this.kind = kind;
    this.name = name;
  }

  get room(): RoomName {
    return `${this.kind}:${this.id}`;
  }

  has(userId: string): boolean {
    return this.seats.get(userId)?.leftAt === null;
  }

  view(): ConversationView {
    const inside = [...this.seats].filter(([, seat]) => seat.leftAt === null);
    return {
      id: this.id,
      kind: this.kind,
      name: this.kind === "dm" ? null : this.name,
      private: this.isPrivate,
      general: false,
      topic: this.topic,
      purpose: "",
      createdAt: MOMENT,
      createdById: null,
      archivedAt: null,
      memberCount: inside.length,
      participantIds: this.kind === "dm" ? inside.map(([id]) => asId<UserId>(id)) : [],
      lastSeq: this.messages.length,
      lastMessageAt: this.messages.length > 0 ? MOMENT : null,
      clock: this.clock,
    };
  }

  participant(userId: string): ParticipantView {
    const { joinedAt, leftAt, tick } = this.seat(userId);
    const user = asId<UserId>(userId);
    return { conversationId: this.id, userId: user, joinedAt, leftAt, tick };
  }

  participation(userId: string): ParticipationView {
    const { lastReadSeq, muted, leftAt, participationTick } = this.seat(userId);
    return {
      conversationId: this.id,
      lastReadSeq,
      ...this.counts(userId),
      countedSeq: this.messages.length,
      countedClock: this.clock,
      notify: "all",
      muted,
      starred: false,
      leftAt,
      tick: participationTick,
    };
  }

  /** The truth that every client must arrive at. */
  counts(userId: string): { unreadCount: number; mentionCount: number } {
    const unread = this.messages.filter(
      ({ seq, kind, deletedAt, authorId }) =>
        seq > this.seat(userId).lastReadSeq &&
        kind === "text" &&
        deletedAt === null &&
        authorId !== userId,
    );
    const mentions = unread.filter(
      ({ mentions: { userIds, everyone } }) =>
        this.kind === "dm" || everyone || userIds.some((id) => id === userId),
    );
    return { unreadCount: unread.length, mentionCount: mentions.length };
  }

  changesSince(tick: number): Change[] {
    const messages = this.messages.filter((message) => message.tick > tick);
    const seats = [...this.seats].filter(([, seat]) => seat.tick > tick);
    return [
      ...messages.map((data) => ({ kind: "message" as const, data })),
      ...seats.map(([id]) => ({ kind: "participant" as const, data: this.participant(id) })),
      ...(this.tick > tick ? [{ kind: "conversation" as const, data: this.view() }] : []),
    ];
  }

  seat(userId: string): ModelSeat {
    const seat = this.seats.get(userId);
    if (!seat) throw new Error(`${userId} was never in ${this.name}`);
    return seat;
  }
}
