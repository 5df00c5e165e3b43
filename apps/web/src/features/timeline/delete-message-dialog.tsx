import type { MessageView } from "@hallway/protocol";
import { useRef } from "react";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { MessageText } from "./message-text/message-text.tsx";

export type DeleteMessageDialogProps = {
  message: MessageView | null;
  onClose(): void;
  onDelete(message: MessageView): Promise<void>;
};

/** Asks before a message is deleted, showing which one. */
export function DeleteMessageDialog({ message, onClose, onDelete }: DeleteMessageDialogProps) {
  const shown = useRef(message);
  if (message) shown.current = message;
  return (
    <ConfirmDialog
      open={message !== null}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Delete this message?"
      confirmLabel="Delete"
      danger
      onConfirm={async () => {
        if (shown.current) await onDelete(shown.current);
      }}
    >
      <p>Everyone here will see that a message was deleted. This cannot be undone.</p>
      {shown.current ? (
        <div className="max-h-40 overflow-hidden rounded-card border border-line px-3 py-2 text-ink">
          <MessageText text={shown.current.text} />
        </div>
      ) : null}
    </ConfirmDialog>
  );
}
