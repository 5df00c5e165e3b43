import { useState } from "react";
import { countUnsent } from "../../state/open-workspaces.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { signOut } from "./sign-out.ts";

/** Asks before what was not sent is thrown away. */
export function SignOutDialog({ onClose }: { onClose(): void }) {
  const [unsent] = useState(countUnsent);
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title="Sign out and lose what was not sent?"
      confirmLabel="Sign out"
      danger
      onConfirm={signOut}
    >
      <p>
        {unsent === 1 ? "A message was" : `${unsent} messages were`} not sent. Signing out takes
        everything of yours off this device, and {unsent === 1 ? "it" : "they"} would be gone.
      </p>
    </ConfirmDialog>
  );
}
