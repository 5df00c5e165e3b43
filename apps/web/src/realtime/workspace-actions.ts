import type { RunCommand, TimelineActions, WorkspaceActions } from "../state/open-workspace.ts";
import type { WorkspaceStore } from "../state/store.ts";
import { createConversationActions } from "./conversation-actions.ts";
import type { NeedFetcher } from "./fetch-needed.ts";
import { showDraft } from "./kept-things.ts";
import type { OpenConversations } from "./open-conversations.ts";
import type { Personal } from "./personal.ts";
import type { Presence } from "./presence.ts";
import type { ReadMarks } from "./read-marks.ts";
import type { Typing } from "./typing.ts";

/** The parts of a workspace that its actions lead to. */
export interface ActingParts {
  members: NeedFetcher;
  conversations: NeedFetcher;
  timelines: Omit<TimelineActions, "openConversation" | "closeConversation">;
  readMarks: ReadMarks;
  typing: Typing;
  presence: Presence;
  shown: OpenConversations;
}

/** What the screens can do, each led to the part that does it. */
export function createActions({
  command,
  store,
  parts,
  personal,
  reconnectNow,
}: {
  command: RunCommand;
  store: WorkspaceStore;
  parts: ActingParts;
  personal: () => Personal | null;
  reconnectNow: () => void;
}): WorkspaceActions {
  const { timelines, readMarks, shown } = parts;
  return {
    ...timelines,
    ...createConversationActions(command),
    markRead: readMarks.markRead,
    markUnread: readMarks.markUnread,
    markAllRead: readMarks.markAllRead,
    sendMessage: (conversationId, text) =>
      requirePersonal(personal).outbox.add(conversationId, text),
    retryMessage: (id) => personal()?.outbox.retry(id),
    discardMessage: (id) => personal()?.outbox.discard(id),
    editMessage: async (id, text) => (await command("message:edit", { id, text })).message,
    deleteMessage: async (id) => (await command("message:delete", { id })).message,
    openConversation(conversationId) {
      personal()?.kept.opened(conversationId);
      shown.open(conversationId);
    },
    closeConversation: shown.close,
    setDraft(conversationId, draft) {
      showDraft(store, conversationId, draft);
      personal()?.kept.keepDraft(conversationId);
    },
    rememberPlace: (conversationId, place) => personal()?.kept.rememberPlace(conversationId, place),
    lastConversation: () => personal()?.kept.lastConversation() ?? null,
    reportTyping: parts.typing.report,
    showPresence: parts.presence.show,
    needMembers: parts.members.need,
    needConversations: parts.conversations.need,
    updateProfile: async (profile) => (await command("member:update-profile", profile)).member,
    reconnectNow,
  };
}

function requirePersonal(personal: () => Personal | null): Personal {
  const opened = personal();
  if (!opened) throw new Error("Nothing can be sent before the workspace is there.");
  return opened;
}
