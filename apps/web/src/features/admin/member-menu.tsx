import type { AdminMemberView } from "@hallway/protocol";
import { canManage } from "@hallway/protocol/permissions";
import { Crown, Ellipsis, LogOut, UserCheck, UserX } from "lucide-react";
import { DropdownMenu } from "../../ui/dropdown-menu.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import type { MenuEntry } from "../../ui/menu-entry.ts";
import type { MemberTools } from "./member-columns.tsx";

/** What can be done with a person beside their role. */
export function MemberMenu({ member, tools }: { member: AdminMemberView; tools: MemberTools }) {
  return (
    <DropdownMenu
      align="end"
      trigger={
        <IconButton label={`Actions for ${member.displayName}`} icon={<Ellipsis />} size="small" />
      }
      entries={entriesFor(member, tools)}
    />
  );
}

function entriesFor(member: AdminMemberView, { me, owners, ask }: MemberTools): MenuEntry[] {
  const myself = member.userId === me.userId;
  const active = member.deactivatedAt === null;
  const manageable = canManage(me.role, member.role);
  const lastOwner = member.role === "owner" && owners <= 1;
  const entries: MenuEntry[] = [
    {
      kind: "item",
      label: "End sessions",
      icon: <LogOut />,
      disabled: !manageable || member.sessions === 0,
      onSelect: () => ask({ kind: "end-sessions", member }),
    },
  ];
  if (me.role === "owner" && !myself && active && member.role !== "guest") {
    entries.push({
      kind: "item",
      label: "Transfer ownership",
      icon: <Crown />,
      onSelect: () => ask({ kind: "transfer", member }),
    });
  }
  entries.push({ kind: "line" });
  if (active) {
    entries.push({
      kind: "item",
      label: "Deactivate",
      icon: <UserX />,
      danger: true,
      disabled: myself || !manageable || lastOwner,
      onSelect: () => ask({ kind: "deactivate", member }),
    });
  } else {
    entries.push({
      kind: "item",
      label: "Reactivate",
      icon: <UserCheck />,
      disabled: !manageable,
      onSelect: () => ask({ kind: "reactivate", member }),
    });
  }
  return entries;
}
