import type { InviteView } from "@hallway/protocol";
import { useId, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { InvitationForm } from "./invitation-form.tsx";
import { InvitationReady } from "./invitation-ready.tsx";

export type NewInvitation = { invite: InviteView; url: string };

/** Makes an invitation, then shows its link: the only time it can be seen. */
export function InvitationDialog({
  open,
  onOpenChange,
  onCreated,
}: {
  open: boolean;
  onOpenChange(open: boolean): void;
  onCreated(): void;
}) {
  const formId = useId();
  const [made, setMade] = useState<NewInvitation | null>(null);
  const [busy, setBusy] = useState(false);

  function turn(next: boolean) {
    onOpenChange(next);
    if (!next) setMade(null);
  }

  if (made) {
    return (
      <Dialog
        open={open}
        onOpenChange={turn}
        title={made.invite.email ? "The invitation is sent" : "The invitation is ready"}
        description="Copy the link now: it is not shown again."
        footer={
          <Button variant="primary" onClick={() => turn(false)}>
            Done
          </Button>
        }
      >
        <InvitationReady made={made} />
      </Dialog>
    );
  }
  return (
    <Dialog
      open={open}
      onOpenChange={turn}
      title="Create invitation"
      description="A link for as many people as you like, or a mail to one."
      footer={
        <>
          <Button onClick={() => turn(false)}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" loading={busy}>
            Create
          </Button>
        </>
      }
    >
      <InvitationForm
        id={formId}
        onBusy={setBusy}
        onMade={(invitation) => {
          setMade(invitation);
          onCreated();
        }}
      />
    </Dialog>
  );
}
