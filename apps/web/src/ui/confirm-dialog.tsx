import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { FormErrors } from "./form-errors.tsx";
import { toFormProblem } from "./form-problem.ts";
import { showToast } from "./toasts.ts";

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

  // Each opening is a question of its own: an answer that comes after it was closed must not touch the next.
  const opening = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was open begins anew when it is closed.
  useEffect(
    () => () => {
      opening.current += 1;
      setBusy(false);
      setProblem(null);
    },
    [dialog.open],
  );

  async function confirm() {
    const asked = opening.current;
    setBusy(true);
    setProblem(null);
    try {
      await onConfirm();
      if (asked === opening.current) dialog.onOpenChange(false);
    } catch (error) {
      const { text } = toFormProblem(error);
      if (asked === opening.current) setProblem(text);
      else showToast({ text, tone: "danger" });
    } finally {
      if (asked === opening.current) setBusy(false);
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
