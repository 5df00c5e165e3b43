import type { MemberView } from "@hallway/protocol";
import { limits } from "@hallway/protocol/limits";
import { useState } from "react";
import { useNavigate } from "react-router";
import { toErrorView } from "../../realtime/answer.ts";
import { useActions, useWorkspaceView } from "../../state/use-workspace.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { FormErrors } from "../../ui/form-errors.tsx";
import { PeoplePicker } from "./people-picker.tsx";

const NOBODY: ReadonlySet<string> = new Set();

/** Opens the conversation with some people; the same people always have the same one. */
export function NewMessageDialog({ onClose }: { onClose(): void }) {
  const { openDirectMessage } = useActions();
  const navigate = useNavigate();
  const slug = useWorkspaceView()?.slug ?? "";
  const [picked, setPicked] = useState<readonly MemberView[]>([]);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function open() {
    if (picked.length === 0 || busy) return;
    setBusy(true);
    setProblem(null);
    try {
      const { id } = await openDirectMessage(picked.map(({ userId }) => userId));
      onClose();
      await navigate(`/${slug}/c/${id}`);
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
      title="New message"
      description="Write to one person or to several. Pick yourself to keep notes."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            loading={busy}
            disabled={picked.length === 0}
            onClick={() => void open()}
          >
            Open conversation
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void open();
        }}
      >
        <FormErrors errors={problem === null ? [] : [{ text: problem }]} />
        <PeoplePicker
          label="People"
          picked={picked}
          onChange={setPicked}
          most={limits.directMessagePeople - 1}
          without={NOBODY}
        />
      </form>
    </Dialog>
  );
}
