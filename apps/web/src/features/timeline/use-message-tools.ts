import type { MessageView } from "@hallway/protocol";
import { type ReactNode, useMemo, useRef, useState } from "react";
import {
  useActions,
  useConversation,
  useMe,
  useParticipation,
  useWorkspaceView,
} from "../../state/use-workspace.ts";
import { showToast } from "../../ui/toasts.ts";
import { copyToClipboard } from "./copy-to-clipboard.ts";
import type { Editing } from "./editing.ts";
import { lastToEdit, type Written } from "./last-to-edit.ts";
import { type MessageAbilities, toMessageAbilities } from "./message-permissions.ts";
import type { TimelineTools } from "./timeline-context.ts";

/** A dialog that closes gives the focus back first; the button it came from may be gone by then. */
const AFTER_DIALOG_MS = 50;

export type MessageToolsInput = {
  conversationId: string;
  renderEditor(editing: Editing): ReactNode;
  onMarkUnread(seq: number): void;
  focusRow(key: string): void;
  onBackToComposer(): void;
};

/** What can be done with the messages of a timeline, and which of them is being changed or deleted. */
export function useMessageTools(input: MessageToolsInput) {
  const { conversationId } = input;
  const actions = useActions();
  const slug = useWorkspaceView()?.slug ?? "";
  const abilitiesOf = useAbilities(conversationId);
  const latest = useRef(input);
  latest.current = input;
  const [editing, setEditing] = useState<{ id: string; fromComposer: boolean } | null>(null);
  const [deleting, setDeleting] = useState<MessageView | null>(null);

  function stopEditing(messageId: string) {
    setEditing(null);
    if (editing?.fromComposer) latest.current.onBackToComposer();
    else latest.current.focusRow(messageId);
  }

  const stopEditingNow = useRef(stopEditing);
  stopEditingNow.current = stopEditing;

  const context = useMemo(
    (): TimelineTools => ({
      slug,
      abilitiesOf,
      copyLink: (message) => void copyLink(slug, message),
      copyText: (message) => void copy(message.text, "Text copied"),
      markUnread(message) {
        actions.markUnread(conversationId, message.seq);
        latest.current.onMarkUnread(message.seq);
      },
      edit: (id) => setEditing(id === null ? null : { id, fromComposer: false }),
      askDelete: setDeleting,
      backToComposer: () => latest.current.onBackToComposer(),
      renderEditor: (message) =>
        latest.current.renderEditor({
          message,
          onDone: () => stopEditingNow.current(message.id),
          onEmptied: () => setDeleting(message),
        }),
    }),
    [slug, abilitiesOf, actions, conversationId],
  );

  return {
    context,
    editingId: editing?.id ?? null,
    deleting,
    async deleteNow(message: MessageView) {
      await actions.deleteMessage(message.id);
      setEditing((now) => (now?.id === message.id ? null : now));
    },
    stopDeleting() {
      const id = deleting?.id;
      setDeleting(null);
      setTimeout(() => {
        if (id && document.activeElement === document.body) latest.current.focusRow(id);
      }, AFTER_DIALOG_MS);
    },
    /** Opens my last message among these; false when there is none that I may change. */
    editLast(written: Omit<Written, "mayEdit">, show: (id: string) => void): boolean {
      const id = lastToEdit({ ...written, mayEdit: (message) => abilitiesOf(message).edit });
      if (id === null) return false;
      setEditing({ id, fromComposer: true });
      show(id);
      return true;
    },
  };
}

function useAbilities(conversationId: string): (message: MessageView) => MessageAbilities {
  const me = useMe();
  const takesPart = useParticipation(conversationId) !== undefined;
  const archived = useConversation(conversationId)?.archivedAt != null;
  return useMemo(() => {
    const nothing: MessageAbilities = { edit: false, delete: false, markUnread: false };
    return (message) =>
      me ? toMessageAbilities(message, { me, here: { takesPart, archived } }) : nothing;
  }, [me, takesPart, archived]);
}

function copyLink(slug: string, { conversationId, id }: MessageView): Promise<void> {
  return copy(`${location.origin}/${slug}/c/${conversationId}/m/${id}`, "Link copied");
}

async function copy(text: string, said: string): Promise<void> {
  if (await copyToClipboard(text)) showToast({ text: said, tone: "success" });
  else showToast({ text: "Your browser does not allow copying here.", tone: "danger" });
}
