import type {
  Commands,
  ConversationView,
  InputOf,
  MemberView,
  MessageView,
  OutputOf,
  ParticipationView,
  WorkspaceCommandName,
} from "@hallway/protocol";
import type { Draft } from "./drafts.ts";
import type { ScrollPlace } from "./scroll-places.ts";
import type { WorkspaceStore } from "./store.ts";

/** Runs a command of a workspace; rejects with `CommandError`. What it answers is applied to the store by itself. */
export type RunCommand = <Name extends WorkspaceCommandName>(
  name: Name,
  input: InputOf<Commands[Name]>,
) => Promise<OutputOf<Commands[Name]>>;

/** A workspace that is connected and kept live. */
export interface OpenWorkspace {
  readonly id: string;
  readonly store: WorkspaceStore;
  readonly actions: WorkspaceActions;
  readonly command: RunCommand;
  close(): void;
}

/** What a screen can do (see README.md beside this file). */
export type WorkspaceActions = MessageActions &
  TimelineActions &
  ReadActions &
  KeptActions &
  ConversationActions & {
    reportTyping(conversationId: string): void;
    /** Somebody's presence is on the screen until the returned function is called. */
    showPresence(userId: string): () => void;
    needMembers(userIds: readonly string[]): void;
    needConversations(conversationIds: readonly string[]): void;
    updateProfile(profile: InputOf<Commands["member:update-profile"]>): Promise<MemberView>;
    reconnectNow(): void;
  };

export interface MessageActions {
  /** Puts a message on the screen and in the outbox; gives its id. */
  sendMessage(conversationId: string, text: string): string;
  retryMessage(id: string): void;
  discardMessage(id: string): void;
  editMessage(id: string, text: string): Promise<MessageView>;
  deleteMessage(id: string): Promise<MessageView>;
}

export interface TimelineActions {
  openConversation(conversationId: string): void;
  closeConversation(conversationId: string): void;
  loadLatest(conversationId: string): Promise<void>;
  loadOlder(conversationId: string): Promise<void>;
  loadNewer(conversationId: string): Promise<void>;
  /** Shows what is around a seq or a message, unless another place was asked for since; gives the seq. */
  loadAround(
    conversationId: string,
    place: number | string,
  ): Promise<number | "missing" | "failed">;
}

export interface ReadActions {
  markRead(conversationId: string, seq: number): void;
  /** Moves my pointer back to just before a message. */
  markUnread(conversationId: string, seq: number): void;
  markAllRead(): void;
}

/** What this device keeps over reloads. */
export interface KeptActions {
  setDraft(conversationId: string, draft: Draft): void;
  rememberPlace(conversationId: string, place: ScrollPlace): void;
  lastConversation(): string | null;
}

export interface ConversationActions {
  createChannel(channel: InputOf<Commands["channel:create"]>): Promise<ConversationView>;
  updateChannel(changes: InputOf<Commands["channel:update"]>): Promise<ConversationView>;
  joinChannel(conversationId: string): Promise<ConversationView>;
  leaveChannel(conversationId: string): Promise<ConversationView>;
  archiveChannel(conversationId: string): Promise<ConversationView>;
  unarchiveChannel(conversationId: string): Promise<ConversationView>;
  addPeople(conversationId: string, userIds: readonly string[]): Promise<ConversationView>;
  removePerson(conversationId: string, userId: string): Promise<ConversationView>;
  openDirectMessage(userIds: readonly string[]): Promise<ConversationView>;
  updateParticipation(
    changes: InputOf<Commands["participation:update"]>,
  ): Promise<ParticipationView>;
}
