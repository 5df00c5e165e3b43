import { toEditable, toStored } from "@hallway/markup";
import type { MessageView } from "@hallway/protocol";
import { useId, useState } from "react";
import { toErrorView } from "../../realtime/answer.ts";
import { useActions, useAllMembers, useWorkspaceState } from "../../state/use-workspace.ts";
import { Button } from "../../ui/button.tsx";
import { showToast } from "../../ui/toasts.ts";
import { useStands } from "../../ui/use-stands.ts";
import { type BoxText, MessageBox } from "./message-box.tsx";
import { lengthState } from "./message-length.ts";

export type MessageEditorProps = {
  message: MessageView;
  onDone(): void;
  /** Nothing is left of it: the person may want it deleted. */
  onEmptied(): void;
};

/** A message of mine being changed in its place: Enter saves, Escape leaves it as it was. */
export function MessageEditor({ message, onDone, onEmptied }: MessageEditorProps) {
  const { editMessage } = useActions();
  const [value, setValue] = useEditable(message.text);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const noteId = useId();
  const stands = useStands();

  async function save() {
    const text = toStored(value.text, [...value.picks]).trimEnd();
    if (busy) return;
    if (text.trim() === "") return onEmptied();
    if (text === message.text) return onDone();
    const { left } = lengthState(text);
    if (left < 0) return setProblem(`This is ${-left} characters too long. Shorten it to save it.`);
    setBusy(true);
    setProblem(null);
    try {
      await editMessage(message.id, text);
      // Whoever left it meanwhile may be changing another one.
      if (stands.current) onDone();
    } catch (error) {
      const reason = toErrorView(error).message;
      if (!stands.current)
        showToast({ text: `Your change was not saved. ${reason}`, tone: "danger" });
      setProblem(reason);
      setBusy(false);
    }
  }

  return (
    <div className="mt-1 rounded-card border border-accent bg-surface p-2.5">
      <MessageBox
        label="Edit message"
        conversationId={message.conversationId}
        value={value}
        onChange={setValue}
        onSubmit={() => void save()}
        onCancel={onDone}
        describedBy={noteId}
        invalid={problem !== null}
        autoFocus
      />
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <p id={noteId} className="min-w-0 flex-1 text-small text-muted">
          {problem === null ? (
            "Enter to save, Esc to leave it as it was"
          ) : (
            <span role="alert" className="text-danger-text">
              {problem}
            </span>
          )}
        </p>
        <Button size="small" variant="ghost" onClick={onDone}>
          Cancel
        </Button>
        <Button size="small" variant="primary" loading={busy} onClick={() => void save()}>
          Save
        </Button>
      </div>
    </div>
  );
}

function useEditable(stored: string) {
  const members = useAllMembers();
  const conversations = useWorkspaceState((state) => state.conversations);
  return useState<BoxText>(() =>
    toEditable(stored, {
      user: (id) => members.get(id)?.displayName,
      channel: (id) => conversations.get(id)?.name ?? undefined,
    }),
  );
}
