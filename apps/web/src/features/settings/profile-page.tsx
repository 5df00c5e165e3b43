import type { MemberView } from "@hallway/protocol";
import { useActions, useMe, useMember, useWorkspaceView } from "../../state/use-workspace.ts";
import { useDocumentTitle } from "../../ui/document-title.ts";
import { PanelHeader, PanelSection } from "../../ui/panel-layout.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { ProfileForm } from "./profile-form.tsx";
import { StatusForm } from "./status-form.tsx";

/** How the others of this workspace see me. */
export function ProfilePage() {
  const workspace = useWorkspaceView();
  useDocumentTitle("Profile", workspace?.name);
  const me = useMe();
  const member = useMember(me?.userId ?? "");
  return (
    <>
      <PanelHeader
        title="Profile"
        intro={workspace ? `How people see you in ${workspace.name}` : undefined}
      />
      {me && member ? (
        <Profile member={member} email={me.email} />
      ) : (
        <SkeletonRows kind="lines" rows={6} label="Loading your profile" />
      )}
    </>
  );
}

function Profile({ member, email }: { member: MemberView; email: string }) {
  const { updateProfile } = useActions();
  return (
    <div className="flex max-w-[640px] flex-col gap-5">
      <PanelSection title="About you">
        <ProfileForm member={member} email={email} onSave={updateProfile} />
      </PanelSection>
      <PanelSection title="Status" intro="A word beside your name, until you clear it.">
        <StatusForm status={member.status} onSave={(status) => updateProfile({ status })} />
      </PanelSection>
    </div>
  );
}
