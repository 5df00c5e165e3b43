import type { MemberView } from "@hallway/protocol";
import { useState } from "react";
import { toErrorView } from "../../realtime/answer.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { FormErrors } from "../../ui/form-errors.tsx";
import { PeoplePicker, type PeoplePickerProps } from "./people-picker.tsx";

export type PickPeopleDialogProps = Omit<PeoplePickerProps, "picked" | "onChange"> & {
  title: string;
  description?: string;
  /** What is done with the people, in a word or two. */
  verb: string;
  /** Closes by itself; what it throws is shown, and the dialog stays. */
  onPicked(people: readonly MemberView[]): Promise<void>;
  onClose(): void;
};

/** Asks for people and does one thing with them. */
export function PickPeopleDialog({
  title,
  description,
  verb,
  onPicked,
  onClose,
  ...picker
}: PickPeopleDialogProps) {
  const [picked, setPicked] = useState<readonly MemberView[]>([]);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function submit() {
    if (picked.length === 0 || busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await onPicked(picked);
    } catch (error) {
      setProblem(toErrorView(error).message);
      setBusy(false);
    }
  }

  return (
    <Dialog
      open
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
      title={title}
      {...(description === undefined ? {} : { description })}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            loading={busy}
            disabled={picked.length === 0}
            onClick={() => void submit()}
          >
            {verb}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <FormErrors errors={problem === null ? [] : [{ text: problem }]} />
        <PeoplePicker {...picker} picked={picked} onChange={setPicked} />
      </form>
    </Dialog>
  );
}
