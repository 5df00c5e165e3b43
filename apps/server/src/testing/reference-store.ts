import type {
  ConversationId,
  ConversationView,
  MemberView,
  MessageId,
  MessageView,
  ParticipantView,
  ParticipationView,
  RoomName,
  UserId,
  WorkspaceView,
} from "@hallway/protocol";

/** The newest version of each thing that a reference client was told of. */
export interface Store {
  clocks: Map<RoomName, number>;
  workspace: WorkspaceView | undefined;
  members: Map<UserId, MemberView>;
  conversations: Map<ConversationId, ConversationView>;
  hiddenAt: Map<ConversationId, number>;
  participations: Map<ConversationId, ParticipationView>;
  participants: Map<string, ParticipantView>;
  messages: Map<MessageId, MessageView>;
  unloaded: Set<ConversationId>;
  behind: boolean;
}

export function emptyStore(): Store {
  return {
    clocks: new Map(),
    workspace: undefined,
    members: new Map(),
    conversations: new Map(),
    hiddenAt: new Map(),
    participations: new Map(),
    participants: new Map(),
    messages: new Map(),
    unloaded: new Set(),
    behind: false,
  };
}

/** Whether I am in the conversation, by my newest participation. */
export function isIn(store: Store, id: ConversationId): boolean {
  const mine = store.participations.get(id);
  return mine !== undefined && mine.leftAt === null;
}
