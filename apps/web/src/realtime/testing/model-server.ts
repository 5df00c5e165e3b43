import {
  asId,
  type Change,
  type Epoch,
  type MemberView,
  type MessageId,
  type MessageView,
  type Role,
  type RoomChanges,
  type RoomName,
  type UserId,
  type WorkspaceId,
  type WorkspaceView,
} from "@hallway/protocol";
import { MOMENT, ModelConversation } from "./model-room.ts";

/** Hears what the server tells one person. */
export type Listener = (changes: RoomChanges) => void;

/** A small workspace in memory that keeps the rules of docs/sync.md: what every client must agree with. */
export class ModelServer {
  epoch = asId<Epoch>("00000000-0000-7000-8000-00000000e001");
  readonly conversations = new Map<string, ModelConversation>();
  readonly members = new Map<string, MemberView>();
  readonly userClocks = new Map<string, number>();
  workspaceClock = 1;
  workspace: WorkspaceView = {
    id: asId<WorkspaceId>("00000000-0000-7000-8000-00000000f001"),
    name: "Acme",
    slug: "acme",
    icon: null,
    accent: "#0f766e",
    policy: {
      createChannels: "members",
      invite: "members",
      postInGeneral: "everyone",
      join: "invited",
    },
    createdAt: MOMENT,
    tick: 1,
  };
  readonly #listeners = new Map<string, Set<Listener>>();
  #commit = new Map<RoomName, RoomChanges>();
  #ids = 0;

  /** Hears what a person is told from now on, until the returned function is called. */
  listen(userId: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(userId) ?? new Set();
    this.#listeners.set(userId, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  addMember(userId: string, role: Role = "member"): void {
    this.userClocks.set(userId, 1);
    this.#changeMember(userId, { role });
    this.#publish();
  }

  setRole(userId: string, role: Role): void {
    this.#changeMember(userId, { role });
    this.#publish();
  }

  renameWorkspace(name: string): void {
    const tick = this.#tick("workspace");
    this.workspace = { ...this.workspace, name, tick };
    this.#change("workspace", { kind: "workspace", data: this.workspace });
    this.#publish();
  }

  createConversation(name: string, kind: "channel" | "dm" = "channel"): ModelConversation {
    const conversation = new ModelConversation(this.newId(), { kind, name });
    if (kind === "dm") conversation.isPrivate = true;
    this.conversations.set(conversation.id, conversation);
    this.#touch(conversation);
    this.#publish();
    return conversation;
  }

  setTopic(conversation: ModelConversation, topic: string): void {
    conversation.topic = topic;
    this.#touch(conversation);
    this.#publish();
  }

  setPrivate(conversation: ModelConversation, isPrivate: boolean): void {
    const before = conversation.isPrivate;
    conversation.isPrivate = isPrivate;
    this.#touch(conversation);
    if (isPrivate && !before) {
      conversation.directoryTick = this.#tick("workspace");
      const { id, clock } = conversation;
      this.#change("workspace", { kind: "conversation-hidden", data: { id, clock } });
    }
    this.#publish();
  }

  join(conversation: ModelConversation, userId: string): void {
    if (conversation.has(userId)) return;
    const tick = this.#tick(conversation.room);
    conversation.clock = tick;
    conversation.seats.set(userId, {
      joinedAt: MOMENT,
      leftAt: null,
      tick,
      lastReadSeq: conversation.messages.length,
      muted: false,
      participationTick: 0,
    });
    conversation.tick = tick;
    this.#change(conversation.room, {
      kind: "participant",
      data: conversation.participant(userId),
    });
    this.#change(conversation.room, { kind: "conversation", data: conversation.view() });
    this.#changeSeat(conversation, userId);
    this.#publish();
  }

  leave(conversation: ModelConversation, userId: string): void {
    if (!conversation.has(userId)) return;
    const tick = this.#tick(conversation.room);
    conversation.clock = tick;
    Object.assign(conversation.seat(userId), { leftAt: MOMENT, tick });
    conversation.tick = tick;
    this.#change(conversation.room, {
      kind: "participant",
      data: conversation.participant(userId),
    });
    this.#change(conversation.room, { kind: "conversation", data: conversation.view() });
    this.#changeSeat(conversation, userId);
    this.#publish();
  }

  send(
    conversation: ModelConversation,
    message: { authorId: string; text: string; id?: string; mentions?: readonly string[] },
  ): MessageView {
    const stored = conversation.messages.find(({ id }) => id === message.id);
    if (stored) return stored;
    const tick = this.#tick(conversation.room);
    conversation.clock = tick;
    const view: MessageView = {
      id: asId<MessageId>(message.id ?? this.newId()),
      conversationId: conversation.id,
      threadId: null,
      seq: conversation.messages.length + 1,
      authorId: asId<UserId>(message.authorId),
      kind: "text",
      text: message.text,
      system: null,
      mentions: {
        userIds: (message.mentions ?? []).map((id) => asId<UserId>(id)),
        everyone: message.text.includes("<!channel>"),
      },
      createdAt: MOMENT,
      editedAt: null,
      deletedAt: null,
      reactions: [],
      replyCount: 0,
      lastReplyAt: null,
      files: [],
      tick,
    };
    conversation.messages.push(view);
    this.#change(conversation.room, { kind: "message", data: view });
    this.#publish();
    return view;
  }

  edit(conversation: ModelConversation, seq: number, text: string): void {
    this.#changeMessage(conversation, seq, { text, editedAt: MOMENT });
  }

  delete(conversation: ModelConversation, seq: number): void {
    this.#changeMessage(conversation, seq, { text: "", deletedAt: MOMENT });
  }

  markRead(conversation: ModelConversation, userId: string, seq: number): void {
    const seat = conversation.seat(userId);
    const reached = Math.min(seq, conversation.messages.length);
    if (reached <= seat.lastReadSeq) return;
    seat.lastReadSeq = reached;
    this.#changeSeat(conversation, userId);
    this.#publish();
  }

  markUnread(conversation: ModelConversation, userId: string, seq: number): void {
    conversation.seat(userId).lastReadSeq = Math.max(0, seq - 1);
    this.#changeSeat(conversation, userId);
    this.#publish();
  }

  mute(conversation: ModelConversation, userId: string): void {
    const seat = conversation.seat(userId);
    seat.muted = !seat.muted;
    this.#changeSeat(conversation, userId);
    this.#publish();
  }

  newId(): string {
    this.#ids += 1;
    return `00000000-0000-7000-8000-${this.#ids.toString(16).padStart(12, "0")}`;
  }

  clockOf(room: RoomName, conversation?: ModelConversation): number {
    if (conversation) return conversation.clock;
    return room === "workspace" ? this.workspaceClock : (this.userClocks.get(room.slice(5)) ?? 0);
  }

  #changeMessage(
    conversation: ModelConversation,
    seq: number,
    changes: Partial<MessageView>,
  ): void {
    const before = conversation.messages[seq - 1];
    if (!before || before.deletedAt !== null) return;
    const tick = this.#tick(conversation.room);
    conversation.clock = tick;
    const data = { ...before, ...changes, tick };
    conversation.messages[seq - 1] = data;
    this.#change(conversation.room, { kind: "message", data });
    this.#publish();
  }

  #changeMember(userId: string, { role }: { role: Role }): void {
    const tick = this.#tick("workspace");
    const data: MemberView = {
      userId: asId<UserId>(userId),
      name: userId,
      displayName: userId,
      title: "",
      role,
      status: null,
      joinedAt: MOMENT,
      deactivatedAt: null,
      tick,
    };
    this.members.set(userId, data);
    this.#change("workspace", { kind: "member", data });
  }

  #touch(conversation: ModelConversation): void {
    conversation.tick = this.#tick(conversation.room);
    conversation.clock = conversation.tick;
    this.#change(conversation.room, { kind: "conversation", data: conversation.view() });
    if (conversation.isPrivate) return;
    conversation.directoryTick = this.#tick("workspace");
    this.#change("workspace", { kind: "conversation", data: conversation.view() });
  }

  #changeSeat(conversation: ModelConversation, userId: string): void {
    const room: RoomName = `user:${userId}`;
    conversation.seat(userId).participationTick = this.#tick(room);
    this.#change(room, { kind: "participation", data: conversation.participation(userId) });
  }

  #tick(room: RoomName): number {
    const conversation = this.#roomOf(room);
    const from = this.clockOf(room, conversation);
    const tick = from + 1;
    if (room === "workspace") this.workspaceClock = tick;
    else if (!conversation) this.userClocks.set(room.slice(5), tick);
    const open = this.#commit.get(room);
    this.#commit.set(room, {
      room,
      from: open?.from ?? from,
      to: tick,
      changes: open?.changes ?? [],
    });
    return tick;
  }

  #change(room: RoomName, change: Change): void {
    this.#commit.get(room)?.changes.push(change);
  }

  /** Tells everyone who stands in a room; who has just left it hears only their own room. */
  #publish(): void {
    const commit = this.#commit;
    this.#commit = new Map();
    for (const [room, changes] of commit) {
      const conversation = this.#roomOf(room);
      for (const [userId, listeners] of this.#listeners) {
        const isInside = conversation ? conversation.has(userId) : isOwn(room, userId);
        if (isInside) for (const listener of listeners) listener(structuredClone(changes));
      }
    }
  }

  #roomOf(room: RoomName): ModelConversation | undefined {
    return this.conversations.get(room.replace(/^(?:channel|dm):/, ""));
  }
}

function isOwn(room: RoomName, userId: string): boolean {
  return room === "workspace" || room === `user:${userId}`;
}
