import type {
  ConversationView,
  MemberView,
  MeView,
  ParticipantView,
  ParticipationView,
  PresenceStatus,
  WorkspaceView,
} from "@hallway/protocol";
import { createContext, useContext, useEffect, useMemo, useState } from "react";
import { useStore } from "zustand";
import { useShallow } from "zustand/shallow";
import { conversationTitle } from "./conversation-title.ts";
import { type Draft, emptyDraft } from "./drafts.ts";
import type { OpenWorkspace, WorkspaceActions } from "./open-workspace.ts";
import { countPending } from "./pending.ts";
import type { ScrollPlace } from "./scroll-places.ts";
import { selectTimeline, type Timeline } from "./shown-timeline.ts";
import { createSidebarSelector, type Sidebar } from "./sidebar.ts";
import type { Unread } from "./unread.ts";
import { selectTotals, selectUnread, type Totals } from "./unread-of-state.ts";
import type { ConnectionStatus, Loading, Opening, WorkspaceState } from "./workspace-state.ts";

/** The workspace that the screens below it show. */
export const WorkspaceContext = createContext<OpenWorkspace | null>(null);

export function useWorkspace(): OpenWorkspace {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error("There is no workspace here: provide WorkspaceContext above.");
  return workspace;
}

export function useActions(): WorkspaceActions {
  return useWorkspace().actions;
}

/** Reads anything of the state; the component draws again when the answer differs, shallowly. */
export function useWorkspaceState<Slice>(selector: (state: WorkspaceState) => Slice): Slice {
  return useStore(useWorkspace().store, useShallow(selector));
}

export function useConnection(): ConnectionStatus {
  return useStore(useWorkspace().store, (state) => state.connection);
}

export function useLoading(): Loading {
  return useStore(useWorkspace().store, (state) => state.loading);
}

export function useMe(): MeView | null {
  return useStore(useWorkspace().store, (state) => state.me);
}

export function useWorkspaceView(): WorkspaceView | null {
  return useStore(useWorkspace().store, (state) => state.workspace);
}

export function useSidebar(): Sidebar {
  const [selector] = useState(createSidebarSelector);
  return useStore(useWorkspace().store, selector);
}

export function useConversation(id: string): ConversationView | undefined {
  return useStore(useWorkspace().store, (state) => state.conversations.get(id));
}

/** A conversation that a text names; one that is not held is fetched. */
export function useMentionedConversation(id: string): ConversationView | undefined {
  const { store, actions } = useWorkspace();
  const isMissing = useStore(store, ({ conversations, loading }) => {
    return loading.phase === "ready" && !conversations.has(id);
  });
  useEffect(() => {
    if (isMissing) actions.needConversations([id]);
  }, [isMissing, id, actions]);
  return useConversation(id);
}

export function useConversationTitle(id: string): string {
  const participantIds = useConversation(id)?.participantIds ?? none;
  useNeededMembers(participantIds);
  return useStore(useWorkspace().store, ({ conversations, members, me }) => {
    const conversation = conversations.get(id);
    return conversation ? conversationTitle(conversation, { members, me: me?.userId ?? "" }) : "";
  });
}

/** My side of a conversation; undefined when I am not in it. */
export function useParticipation(id: string): ParticipationView | undefined {
  return useStore(useWorkspace().store, ({ participations }) => {
    const participation = participations.get(id);
    return participation?.leftAt === null ? participation : undefined;
  });
}

export function useOpening(id: string): Opening {
  return useStore(useWorkspace().store, ({ openings }) => openings.get(id) ?? "opening");
}

export function useTimeline(id: string): Timeline {
  return useWorkspaceState((state) => selectTimeline(state, id));
}

export function useUnread(id: string): Unread {
  return useStore(useWorkspace().store, (state) => selectUnread(state, id));
}

export function useTotals(): Totals {
  return useStore(useWorkspace().store, selectTotals);
}

/** A person; one who is not held is fetched. */
export function useMember(userId: string): MemberView | undefined {
  const ids = useMemo(() => [userId], [userId]);
  return useMembers(ids)[0];
}

/** People in the given order; those who are not held are fetched. */
export function useMembers(userIds: readonly string[]): readonly (MemberView | undefined)[] {
  useNeededMembers(userIds);
  return useWorkspaceState(({ members }) => userIds.map((id) => members.get(id)));
}

export function useAllMembers(): ReadonlyMap<string, MemberView> {
  return useStore(useWorkspace().store, (state) => state.members);
}

/** Who came into a conversation and who left it since it was opened. */
export function useParticipants(id: string): ReadonlyMap<string, ParticipantView> {
  return useStore(useWorkspace().store, ({ participants }) => participants.get(id) ?? nobody);
}

/** Whether somebody is here; while this is drawn, the server tells of it. Without a line I am not. */
export function usePresence(userId: string): PresenceStatus {
  const { store, actions } = useWorkspace();
  useEffect(() => (userId === "" ? undefined : actions.showPresence(userId)), [userId, actions]);
  return useStore(store, ({ presence, me, connection }) => {
    if (userId === me?.userId && connection.phase !== "live") return "offline";
    return presence.get(userId) ?? "offline";
  });
}

/** Who is writing in a conversation, without me. */
export function useTyping(conversationId: string): readonly string[] {
  return useWorkspaceState(({ typing }) => [...(typing.get(conversationId) ?? none)]);
}

export function useDraft(conversationId: string): Draft {
  return useStore(useWorkspace().store, ({ drafts }) => drafts.get(conversationId) ?? emptyDraft);
}

/** The conversations in which I left something unsent in the composer. */
export function useDraftIds(): readonly string[] {
  return useWorkspaceState(({ drafts }) => [...drafts.keys()]);
}

/** How many messages are on their way, and how many were not sent. */
export function useOutbox(): { waiting: number; failed: number } {
  return useWorkspaceState(({ pending, conversations }) => {
    const shown = [...pending].filter(([conversationId]) => conversations.has(conversationId));
    return countPending(shown.map(([, queue]) => queue));
  });
}

export function useScrollPlace(conversationId: string): ScrollPlace | undefined {
  return useStore(useWorkspace().store, ({ scrollPlaces }) => scrollPlaces.get(conversationId));
}

function useNeededMembers(userIds: readonly string[]): void {
  const { store, actions } = useWorkspace();
  const isMissing = useStore(store, ({ members, loading }) => {
    return loading.phase === "ready" && userIds.some((id) => !members.has(id));
  });
  useEffect(() => {
    if (isMissing) actions.needMembers(userIds);
  }, [isMissing, userIds, actions]);
}

const none: readonly string[] = [];
const nobody: ReadonlyMap<string, ParticipantView> = new Map();
