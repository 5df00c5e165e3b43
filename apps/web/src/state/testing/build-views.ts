import {
  asId,
  type Bootstrap,
  type ConversationId,
  type ConversationView,
  type Epoch,
  type MemberView,
  type MessageId,
  type MessageView,
  type ParticipationView,
  type UserId,
  type WorkspaceId,
  type WorkspaceView,
} from "@hallway/protocol";

/** The channel that views belong to unless they say otherwise. */
export const GENERAL = asId<ConversationId>("general");
const MOMENT = "2026-11-22T09:00:00.000Z";

export function buildMessage(message: Partial<MessageView> & { seq: number }): MessageView {
  return {
    id: asId<MessageId>(`m${message.seq}`),
    conversationId: GENERAL,
    threadId: null,
    authorId: asId<UserId>("ada"),
    kind: "text",
    text: `text ${message.seq}`,
    system: null,
    mentions: { userIds: [], everyone: false },
    createdAt: MOMENT,
    editedAt: null,
    deletedAt: null,
    reactions: [],
    replyCount: 0,
    lastReplyAt: null,
    files: [],
    tick: message.seq,
    ...message,
  };
}

export function buildConversation(view: Partial<ConversationView> = {}): ConversationView {
  return {
    id: GENERAL,
    kind: "channel",
    name: "general",
    private: false,
    general: false,
    topic: "",
    purpose: "",
    createdAt: MOMENT,
    createdById: null,
    archivedAt: null,
    memberCount: 2,
    participantIds: [],
    lastSeq: 0,
    lastMessageAt: null,
    clock: 1,
    ...view,
  };
}

export function buildParticipation(view: Partial<ParticipationView> = {}): ParticipationView {
  return {
    conversationId: GENERAL,
    lastReadSeq: 0,
    unreadCount: 0,
    mentionCount: 0,
    countedSeq: 0,
    countedClock: 0,
    notify: "all",
    muted: false,
    starred: false,
    leftAt: null,
    tick: 1,
    ...view,
  };
}

export function buildMember(userId: string, view: Partial<MemberView> = {}): MemberView {
  return {
    userId: asId<UserId>(userId),
    name: userId,
    displayName: userId,
    title: "",
    role: "member",
    status: null,
    joinedAt: MOMENT,
    deactivatedAt: null,
    tick: 1,
    ...view,
  };
}

export function buildWorkspace(view: Partial<WorkspaceView> = {}): WorkspaceView {
  return {
    id: asId<WorkspaceId>("w1"),
    name: "Acme",
    slug: "acme",
    icon: null,
    accent: "#0f766e",
    policy: {
      createChannels: "members",
      invite: "admins",
      postInGeneral: "everyone",
      join: "invited",
    },
    createdAt: MOMENT,
    tick: 1,
    ...view,
  };
}

/** A first picture of a workspace with Ada, me, and one channel that we both are in. */
export function buildBootstrap(bootstrap: Partial<Bootstrap> = {}): Bootstrap {
  return {
    epoch: asId<Epoch>("e1"),
    me: {
      userId: asId<UserId>("me"),
      name: "Me",
      email: "me@example.com",
      role: "member",
      can: { createChannels: true, invite: false, administer: false },
    },
    workspace: buildWorkspace(),
    members: [buildMember("me"), buildMember("ada")],
    conversations: [buildConversation()],
    participations: [buildParticipation({ countedClock: 1 })],
    clocks: { workspace: 1, "user:me": 1, "channel:general": 1 },
    presence: { ada: "active" },
    ...bootstrap,
  };
}
