import type { WorkspacePolicy } from "@hallway/protocol";
import { useState } from "react";
import { toErrorView } from "../../realtime/answer.ts";
import { useWorkspace } from "../../state/use-workspace.ts";
import { Select } from "../../ui/select.tsx";
import { showToast } from "../../ui/toasts.ts";
import { oneOf } from "./address-query.ts";

const MEMBERS_OR_ADMINS = [
  { value: "members", label: "All members" },
  { value: "admins", label: "Only owners and admins" },
];
const EVERYONE_OR_ADMINS = [
  { value: "everyone", label: "Everyone" },
  { value: "admins", label: "Only owners and admins" },
];
const JOINING = [
  { value: "invited", label: "Only who is invited" },
  { value: "open", label: "Any account on this server" },
];

/** The workspace's policy, one choice a line. Guests never create channels and never invite. */
export function PolicyChoices({ policy }: { policy: WorkspacePolicy }) {
  const workspace = useWorkspace();
  const [busy, setBusy] = useState(false);

  // Not disabled while one is saved: the focus would be lost.
  async function change(part: Partial<WorkspacePolicy>) {
    if (busy) return;
    setBusy(true);
    try {
      await workspace.command("workspace:update", { policy: part });
      showToast({ text: "Saved", tone: "success" });
    } catch (error) {
      showToast({ text: toErrorView(error).message, tone: "danger" });
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className="grid grid-cols-2 gap-5 phone:grid-cols-1">
      <Select
        label="Who may create channels"
        options={MEMBERS_OR_ADMINS}
        value={policy.createChannels}
        aria-busy={busy || undefined}
        onChange={({ target: { value } }) => {
          const createChannels = oneOf(value, ["members", "admins"]);
          if (createChannels) void change({ createChannels });
        }}
      />
      <Select
        label="Who may invite people"
        options={MEMBERS_OR_ADMINS}
        value={policy.invite}
        aria-busy={busy || undefined}
        onChange={({ target: { value } }) => {
          const invite = oneOf(value, ["members", "admins"]);
          if (invite) void change({ invite });
        }}
      />
      <Select
        label="Who may post in general"
        options={EVERYONE_OR_ADMINS}
        value={policy.postInGeneral}
        aria-busy={busy || undefined}
        onChange={({ target: { value } }) => {
          const postInGeneral = oneOf(value, ["everyone", "admins"]);
          if (postInGeneral) void change({ postInGeneral });
        }}
      />
      <Select
        label="Who may join"
        options={JOINING}
        value={policy.join}
        aria-busy={busy || undefined}
        onChange={({ target: { value } }) => {
          const join = oneOf(value, ["invited", "open"]);
          if (join) void change({ join });
        }}
      />
    </div>
  );
}
