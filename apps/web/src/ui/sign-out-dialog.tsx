import { ConfirmDialog } from "./confirm-dialog.tsx";

export type SignOutDialogProps = {
  /** How many messages were not sent. */
  unsent: number;
  onClose(): void;
  onSignOut(): Promise<void>;
};

/** Asks before what was not sent is thrown away. */
export function SignOutDialog({ unsent, onClose, onSignOut }: SignOutDialogProps) {
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title="Sign out and lose what was not sent?"
      confirmLabel="Sign out"
      danger
      onConfirm={onSignOut}
    >
      <p>
        {unsent === 1 ? "A message was" : `${unsent} messages were`} not sent. Signing out takes
        everything of yours off this device, and {unsent === 1 ? "it" : "they"} would be gone.
      </p>
    </ConfirmDialog>
  );
}
