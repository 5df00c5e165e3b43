import { ChevronDown, Keyboard, LogOut, Settings, ShieldCheck, UserPlus } from "lucide-react";
import { useNavigate } from "react-router";
import { countUnsent } from "../../state/open-workspaces.ts";
import { useMe, useWorkspaceView } from "../../state/use-workspace.ts";
import { DropdownMenu } from "../../ui/dropdown-menu.tsx";
import type { MenuEntry } from "../../ui/menu-entry.ts";
import type { SidebarActions } from "./sidebar-actions.ts";
import { signOut } from "./sign-out.ts";

/** The workspace's name; under it what concerns the workspace and my being in it. */
export function WorkspaceMenu({ actions }: { actions: SidebarActions }) {
  const workspace = useWorkspaceView();
  const entries = useEntries(actions);
  return (
    <DropdownMenu
      entries={entries}
      trigger={
        <button
          type="button"
          className="flex h-9 min-w-0 flex-1 items-center gap-1.5 rounded-control px-2.5 text-left hover:bg-press phone:h-11"
        >
          <bdi className="truncate text-[16px] font-semibold text-ink">
            {workspace?.name ?? "Hallway"}
          </bdi>
          <ChevronDown className="size-4 shrink-0 text-ink-2" aria-hidden="true" />
        </button>
      }
    />
  );
}

function useEntries(actions: SidebarActions): MenuEntry[] {
  const navigate = useNavigate();
  const slug = useWorkspaceView()?.slug ?? "";
  const can = useMe()?.can;
  const entries: MenuEntry[] = [];
  if (can?.invite) {
    entries.push({
      kind: "item",
      label: "Invite people",
      icon: <UserPlus />,
      onSelect: actions.onInvite,
    });
  }
  if (can?.administer) {
    entries.push({
      kind: "item",
      label: "Workspace admin",
      icon: <ShieldCheck />,
      onSelect: () => void navigate(`/${slug}/admin/overview`),
    });
  }
  if (entries.length > 0) entries.push({ kind: "line" });
  entries.push(
    {
      kind: "item",
      label: "Settings",
      icon: <Settings />,
      onSelect: () => void navigate(`/${slug}/settings/profile`),
    },
    {
      kind: "item",
      label: "Keyboard shortcuts",
      icon: <Keyboard />,
      shortcut: "?",
      onSelect: actions.onShortcuts,
    },
    { kind: "line" },
    {
      kind: "item",
      label: "Sign out",
      icon: <LogOut />,
      onSelect: () => (countUnsent() > 0 ? actions.onSignOut() : void signOut()),
    },
  );
  return entries;
}
