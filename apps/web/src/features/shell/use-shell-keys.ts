import { useNavigate, useParams } from "react-router";
import { selectUnread } from "../../state/unread-of-state.ts";
import {
  useActions,
  useSidebar,
  useWorkspace,
  useWorkspaceView,
} from "../../state/use-workspace.ts";
import { showToast } from "../../ui/toasts.ts";
import { useHotkeys } from "../../ui/use-hotkeys.ts";
import type { ConversationPanel } from "../conversation/conversation-header.tsx";
import { inOrder } from "../sidebar/sidebar-rows.ts";
import type { OpenOverlay } from "./overlay.ts";
import { neighbourOf } from "./walk.ts";

export type ShellKeysInput = {
  panel: ConversationPanel | null;
  onPanel(panel: ConversationPanel | null): void;
  onOverlay: OpenOverlay;
};

/** The keys that work everywhere in the shell. */
export function useShellKeys({ panel, onPanel, onOverlay }: ShellKeysInput): void {
  const navigate = useNavigate();
  const actions = useActions();
  const { store } = useWorkspace();
  const ids = useSidebar();
  const slug = useWorkspaceView()?.slug ?? "";
  const { conversationId } = useParams();

  function walk(step: 1 | -1, onlyUnread: boolean) {
    const state = store.getState();
    const wanted = (id: string) => !onlyUnread || selectUnread(state, id).unread > 0;
    const next = neighbourOf(inOrder(ids), conversationId, { step, wanted });
    if (next !== null) void navigate(`/${slug}/c/${next}`);
  }

  function leaveOrMarkRead() {
    if (panel !== null) return onPanel(null);
    const last = store.getState().conversations.get(conversationId ?? "")?.lastSeq;
    if (conversationId && last !== undefined) actions.markRead(conversationId, last);
  }

  function markAllRead() {
    actions.markAllRead();
    showToast({ text: "Everything is marked as read", tone: "success" });
  }

  const whileTyping = true;
  useHotkeys({
    "mod+k": { run: () => onOverlay({ kind: "jump" }), whileTyping },
    "alt+up": { run: () => walk(-1, false), whileTyping },
    "alt+down": { run: () => walk(1, false), whileTyping },
    "alt+shift+up": { run: () => walk(-1, true), whileTyping },
    "alt+shift+down": { run: () => walk(1, true), whileTyping },
    esc: { run: leaveOrMarkRead, whileTyping },
    "shift+esc": { run: markAllRead, whileTyping },
    "?": () => onOverlay({ kind: "shortcuts" }),
  });
}
