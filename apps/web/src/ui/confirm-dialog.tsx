import { type ReactNode, useState } from "react";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { FormErrors } from "./form-errors.tsx";

export type ConfirmDialogProps = {
  open: boolean;
  onOpenChange(open: boolean): void;
  title: string;
  /** What will happen, in words. */
  children: ReactNode;
  confirmLabel: string;
  /** Colours the button as a warning: for what cannot be undone. */
  danger?: boolean;
  /** May be slow: the dialog closes when it is done, and shows the error's message when it throws. */
  onConfirm(): void | Promise<void>;
};

/** Asks before doing something that matters. */
export function ConfirmDialog({
  onConfirm,
  danger = false,
  confirmLabel,
  children,
  ...dialog
}: ConfirmDialogProps) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function confirm() {
    setBusy(true);
    setProblem(null);
    try {
      await onConfirm();
      dialog.onOpenChange(false);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : "That did not work. Please try again.");
    } finally {
      setBusy(false);
    }
  }

  const footer = (
    <>
      <Button onClick={() => dialog.onOpenChange(false)}>Cancel</Button>
      <Button variant={danger ? "danger" : "primary"} loading={busy} onClick={() => void confirm()}>
        {confirmLabel}
      </Button>
    </>
  );
  return (
    <Dialog {...dialog} width="narrow" footer={footer}>
      <div className="flex flex-col gap-3 text-[14px] text-ink-2">
        {children}
        <FormErrors errors={problem === null ? [] : [{ text: problem }]} />
      </div>
    </Dialog>
  );
}
