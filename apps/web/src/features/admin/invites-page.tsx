import type { InviteView } from "@hallway/protocol";
import { MailPlus, Plus } from "lucide-react";
import { useState } from "react";
import { useWorkspace, useWorkspaceView } from "../../state/use-workspace.ts";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { useDocumentTitle } from "../../ui/document-title.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PanelHeader } from "../../ui/panel-layout.tsx";
import { Switch } from "../../ui/switch.tsx";
import { showToast } from "../../ui/toasts.ts";
import { useAddressQuery } from "./address-query.ts";
import { useLookAgain } from "./admin-live.ts";
import { InvitationDialog } from "./invitation-dialog.tsx";
import { inviteColumns } from "./invite-columns.tsx";
import { inviteName } from "./invite-words.ts";
import { PagedTable } from "./paged-table.tsx";
import { usePages } from "./use-pages.ts";

/** Links and mails that let people in: made, watched and taken back here. */
export function InvitesPage() {
  const workspace = useWorkspace();
  const name = useWorkspaceView()?.name;
  useDocumentTitle("Invitations", name);
  const [query, setQuery] = useAddressQuery();
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<InviteView | null>(null);
  const open = query.get("open") === "yes";
  const pages = usePages(async (cursor) => {
    const answer = await workspace.command("invite:list", { open, ...(cursor && { cursor }) });
    return { rows: answer.invites, nextCursor: answer.nextCursor, facts: null };
  }, `${workspace.id}|${open}`);
  useLookAgain(({ action }) => action.startsWith("invite."), pages.reload);
  return (
    <>
      <PanelHeader
        title="Invitations"
        intro="Each link lets people in until it ends, is used up or is revoked"
        actions={
          <Button
            variant="primary"
            icon={<Plus className="size-4" aria-hidden="true" />}
            onClick={() => setCreating(true)}
          >
            Create invitation
          </Button>
        }
      />
      <Switch
        label="Only those that still work"
        checked={open}
        onChange={(event) => setQuery({ open: event.target.checked ? "yes" : null })}
        className="w-fit"
      />
      <PagedTable
        label="Invitations"
        pages={pages}
        columns={inviteColumns({ revoke: setRevoking })}
        rowKey={({ id }) => id}
        empty={
          <EmptyState
            icon={<MailPlus />}
            title={open ? "No invitation works at the moment" : "Nobody was invited yet"}
            text="Create a link for many people, or send one to a single address."
            action={<Button onClick={() => setCreating(true)}>Create your first one</Button>}
          />
        }
      />
      <InvitationDialog open={creating} onOpenChange={setCreating} onCreated={pages.reload} />
      <ConfirmDialog
        open={revoking !== null}
        onOpenChange={() => setRevoking(null)}
        title={`Revoke the invitation ${revoking ? inviteName(revoking) : ""}?`}
        confirmLabel="Revoke invitation"
        danger
        onConfirm={async () => {
          if (!revoking) return;
          await workspace.command("invite:revoke", { inviteId: revoking.id });
          showToast({ text: "The invitation is revoked", tone: "success" });
          pages.reload();
        }}
      >
        <p>Nobody can join with it any more. Who joined already stays.</p>
      </ConfirmDialog>
    </>
  );
}
