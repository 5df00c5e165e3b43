import { Keyboard, NotebookPen, Settings, UserRound } from "lucide-react";
import { useNavigate } from "react-router";
import {
  useActions,
  useMe,
  useMember,
  usePresence,
  useWorkspaceView,
} from "../../state/use-workspace.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { DropdownMenu } from "../../ui/dropdown-menu.tsx";
import type { MenuEntry } from "../../ui/menu-entry.ts";
import { PRESENCE_LABELS } from "../../ui/presence-badge.tsx";
import { showToast } from "../../ui/toasts.ts";
import type { SidebarActions } from "./sidebar-actions.ts";

/** Who I am here and how others see me; under it what is mine. */
export function MeCard({ actions }: { actions: SidebarActions }) {
  const me = useMe();
  if (!me) return <div className="h-16 shrink-0" />;
  return <Card userId={me.userId} actions={actions} />;
}

function Card({ userId, actions }: { userId: string; actions: SidebarActions }) {
  const member = useMember(userId);
  const presence = usePresence(userId);
  const name = member?.displayName ?? "";
  const status = member?.status;
  return (
    <div className="shrink-0 px-2 pt-1 pb-2.5 phone:pb-[max(0.625rem,env(safe-area-inset-bottom))] [--avatar-ground:var(--surface-2)]">
      <DropdownMenu
        side="top"
        entries={useEntries(userId, actions)}
        trigger={
          <button
            type="button"
            aria-label={`${name}, ${PRESENCE_LABELS[presence]}: my menu`}
            className="flex w-full items-center gap-3 rounded-control px-2.5 py-1.5 text-left hover:bg-press"
          >
            <Avatar id={userId} name={name} size={34} presence={presence} />
            <span className="min-w-0 flex-1">
              <bdi className="block truncate text-[14px] leading-5 font-semibold text-ink">
                {name}
              </bdi>
              <span className="block truncate text-[12.5px] leading-4 text-muted">
                {status ? `${status.emoji} ${status.text}` : PRESENCE_LABELS[presence]}
              </span>
            </span>
            <Settings className="size-[18px] shrink-0 text-ink-2" aria-hidden="true" />
          </button>
        }
      />
    </div>
  );
}

function useEntries(userId: string, actions: SidebarActions): MenuEntry[] {
  const navigate = useNavigate();
  const { openDirectMessage } = useActions();
  const slug = useWorkspaceView()?.slug ?? "";

  async function openNotes() {
    try {
      const { id } = await openDirectMessage([userId]);
      await navigate(`/${slug}/c/${id}`);
    } catch {
      showToast({ text: "Your notes did not open. Try again.", tone: "danger" });
    }
  }

  return [
    {
      kind: "item",
      label: "Profile and status",
      icon: <UserRound />,
      onSelect: () => void navigate(`/${slug}/settings/profile`),
    },
    {
      kind: "item",
      label: "Notes to myself",
      icon: <NotebookPen />,
      onSelect: () => void openNotes(),
    },
    {
      kind: "item",
      label: "Preferences",
      icon: <Settings />,
      onSelect: () => void navigate(`/${slug}/settings/appearance`),
    },
    {
      kind: "item",
      label: "Keyboard shortcuts",
      icon: <Keyboard />,
      shortcut: "?",
      onSelect: actions.onShortcuts,
    },
  ];
}
