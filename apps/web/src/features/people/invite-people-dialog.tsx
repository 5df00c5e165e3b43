import { useState } from "react";
import { toErrorView } from "../../realtime/answer.ts";
import { useWorkspace, useWorkspaceView } from "../../state/use-workspace.ts";
import { Button } from "../../ui/button.tsx";
import { CopyField } from "../../ui/copy-field.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { FormErrors } from "../../ui/form-errors.tsx";
import { Select } from "../../ui/select.tsx";

const LASTING = [
  { value: "24", label: "1 day" },
  { value: "168", label: "7 days" },
  { value: "720", label: "30 days" },
];

/** Makes a link with which people join the workspace. */
export function InvitePeopleDialog({ onClose }: { onClose(): void }) {
  const { command } = useWorkspace();
  const name = useWorkspaceView()?.name ?? "";
  const [hours, setHours] = useState("168");
  const [link, setLink] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function make() {
    setBusy(true);
    setProblem(null);
    try {
      const { url } = await command("invite:create", { expiresInHours: Number(hours) });
      setLink(url);
    } catch (error) {
      setProblem(toErrorView(error).message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={`Invite people to ${name}`}
      description="Everyone who has the link can join as a member until it expires."
      footer={
        <>
          <Button onClick={onClose}>{link === null ? "Cancel" : "Done"}</Button>
          {link === null ? (
            <Button variant="primary" loading={busy} onClick={() => void make()}>
              Create link
            </Button>
          ) : null}
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <FormErrors errors={problem === null ? [] : [{ text: problem }]} />
        {link === null ? (
          <Select
            label="The link works for"
            options={LASTING}
            value={hours}
            onChange={(event) => setHours(event.target.value)}
          />
        ) : (
          <CopyField
            label="Invitation link"
            value={link}
            hint="Send it to the people you want here. It is shown only this once."
          />
        )}
      </div>
    </Dialog>
  );
}
