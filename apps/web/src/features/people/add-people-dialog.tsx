import type { MemberView } from "@hallway/protocol";
import { useEffect, useState } from "react";
import { toErrorView } from "../../realtime/answer.ts";
import { useActions, useConversation, useWorkspace } from "../../state/use-workspace.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { FormErrors } from "../../ui/form-errors.tsx";
import { showToast } from "../../ui/toasts.ts";
import { PeoplePicker } from "./people-picker.tsx";

const MOST_AT_ONCE = 50;

export type AddPeopleDialogProps = { conversationId: string; onClose(): void };

/** Brings people into a channel. */
export function AddPeopleDialog({ conversationId, onClose }: AddPeopleDialogProps) {
  const { addPeople } = useActions();
  const name = `#${useConversation(conversationId)?.name ?? ""}`;
  const inside = useInside(conversationId);
  const [picked, setPicked] = useState<readonly MemberView[]>([]);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function add() {
    if (picked.length === 0 || busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await addPeople(
        conversationId,
        picked.map(({ userId }) => userId),
      );
      const who = picked.length === 1 ? (picked[0]?.displayName ?? "") : `${picked.length} people`;
      showToast({ text: `Added ${who} to ${name}`, tone: "success" });
      onClose();
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
      title={`Add people to ${name}`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            loading={busy}
            disabled={picked.length === 0}
            onClick={() => void add()}
          >
            Add
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <FormErrors errors={problem === null ? [] : [{ text: problem }]} />
        <PeoplePicker
          label="People to add"
          picked={picked}
          onChange={setPicked}
          most={MOST_AT_ONCE}
          without={inside}
          hint="They can read everything that was written before."
        />
      </form>
    </Dialog>
  );
}

/** Who is in the channel already, as far as its first page tells; adding someone twice is harmless. */
function useInside(conversationId: string): ReadonlySet<string> {
  const { command } = useWorkspace();
  const [inside, setInside] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    let current = true;
    command("conversation:members", { conversationId, limit: 100 }).then(
      ({ members }) => {
        if (current) setInside(new Set(members.map(({ userId }) => userId)));
      },
      () => {
        // Unreachable: nobody is hidden from the list, and the server knows better.
      },
    );
    return () => {
      current = false;
    };
  }, [command, conversationId]);
  return inside;
}
