import type { AdminMemberView, Role } from "@hallway/protocol";
import { canSetRole } from "@hallway/protocol/permissions";
import { useState } from "react";
import { toErrorView } from "../../realtime/answer.ts";
import { useWorkspace } from "../../state/use-workspace.ts";
import { Select } from "../../ui/select.tsx";
import { showToast } from "../../ui/toasts.ts";
import { oneOf } from "./address-query.ts";
import type { MemberTools } from "./member-columns.tsx";
import { roles, roleWords } from "./role-words.ts";

/** A person's role, changed at once; what concerns owners or myself is asked about first. */
export function RoleSelect({ member, tools }: { member: AdminMemberView; tools: MemberTools }) {
  const { me, owners, ask, onChanged } = tools;
  const workspace = useWorkspace();
  const [busy, setBusy] = useState(false);
  const { userId, displayName, role: from } = member;
  const lastOwner = from === "owner" && owners <= 1 && !member.deactivatedAt;

  async function change(to: Role) {
    const matters = from === "owner" || to === "owner" || userId === me.userId;
    if (matters) return ask({ kind: "role", member, to });
    setBusy(true);
    try {
      await workspace.command("member:set-role", { userId, role: to });
      showToast({
        text: `${displayName} is ${withArticle(to)} now`,
        tone: "success",
      });
    } catch (error) {
      showToast({ text: toErrorView(error).message, tone: "danger" });
    } finally {
      setBusy(false);
      onChanged();
    }
  }

  return (
    <Select
      label={`Role of ${displayName}`}
      labelHidden
      value={from}
      // Not disabled while it is saved: the focus would be lost.
      aria-busy={busy || undefined}
      disabled={lastOwner || !roles.some((to) => to !== from && allows(tools, { from, to }))}
      hint={lastOwner ? "The last owner stays one." : undefined}
      options={roles.map((to) => ({
        value: to,
        label: roleWords[to],
        disabled: to !== from && !allows(tools, { from, to }),
      }))}
      onChange={(event) => {
        const to = oneOf(event.target.value, roles);
        if (to && to !== from && !busy) void change(to);
      }}
      className="w-40 phone:ml-auto"
    />
  );
}

function allows({ me }: MemberTools, roles: { from: Role; to: Role }): boolean {
  return canSetRole(me.role, roles);
}

/** `an admin`, `a member` */
export function withArticle(role: Role): string {
  return role === "admin" || role === "owner" ? `an ${role}` : `a ${role}`;
}
