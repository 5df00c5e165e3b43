import type { WorkspaceView } from "@hallway/protocol";
import { serverCommand } from "../../realtime/server-command.ts";
import { useMe, useWorkspaceView } from "../../state/use-workspace.ts";
import { useDocumentTitle } from "../../ui/document-title.ts";
import { PanelHeader, PanelSection } from "../../ui/panel-layout.tsx";
import { useLoaded } from "../../ui/use-loaded.ts";
import { IdentityForm } from "./identity-form.tsx";
import { PolicyChoices } from "./policy-choices.tsx";

/** What the workspace is called, how it looks, and who may do what in it. */
export function SettingsPage() {
  const view = useWorkspaceView();
  useDocumentTitle("Settings", view?.name);
  return (
    <>
      <PanelHeader title="Settings" intro="For everyone in this workspace" />
      {view ? <Settings view={view} /> : null}
    </>
  );
}

function Settings({ view }: { view: WorkspaceView }) {
  const isOwner = useMe()?.role === "owner";
  return (
    <div className="flex max-w-[720px] flex-col gap-5">
      <PanelSection title="Name and look">
        <IdentityForm view={view} mayChangeAddress={isOwner} />
      </PanelSection>
      <PanelSection title="Who may do what" intro="Each choice takes effect at once.">
        <PolicyChoices policy={view.policy} />
      </PanelSection>
      <PanelSection title="New accounts on this server">
        <SignUpMode />
      </PanelSection>
    </div>
  );
}

const SIGN_UP = {
  invited: "New people need an invitation to create an account (SIGN_UP=invited).",
  open: "Anyone who reaches this server can create an account (SIGN_UP=open).",
};

function SignUpMode() {
  const { data, problem } = useLoaded(() => serverCommand("server:info", {}), "info");
  return (
    <p className="text-[14px] text-ink-2">
      {data ? SIGN_UP[data.signUp] : (problem ?? "Asking the server…")} Whoever runs the server sets
      this for all its workspaces.
    </p>
  );
}
