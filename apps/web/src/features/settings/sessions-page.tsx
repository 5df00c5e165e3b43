import { useWorkspace, useWorkspaceView } from "../../state/use-workspace.ts";
import { useDocumentTitle } from "../../ui/document-title.ts";
import { PanelHeader, PanelSection } from "../../ui/panel-layout.tsx";
import { useLoaded } from "../../ui/use-loaded.ts";
import { ChangePasswordForm } from "./change-password-form.tsx";
import { SessionList } from "./session-list.tsx";

/** Where I am signed in, and my password. */
export function SessionsPage() {
  useDocumentTitle("Sessions and security", useWorkspaceView()?.name);
  const workspace = useWorkspace();
  const loaded = useLoaded(
    async () => (await workspace.command("session:list", {})).sessions,
    workspace.id,
  );
  return (
    <>
      <PanelHeader
        title="Sessions and security"
        intro="The devices that are signed in with your account, and your password"
      />
      <div className="flex max-w-[720px] flex-col gap-5">
        <PanelSection
          title="Where you are signed in"
          intro="End whatever you do not know, then change your password."
        >
          <SessionList loaded={loaded} />
        </PanelSection>
        <PanelSection title="Change password">
          <ChangePasswordForm onChanged={loaded.reload} />
        </PanelSection>
      </div>
    </>
  );
}
