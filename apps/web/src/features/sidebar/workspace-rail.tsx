import type { WorkspaceSummary } from "@hallway/protocol";
import { Plus } from "lucide-react";
import { Link } from "react-router";
import { CountBadge } from "../../ui/badge.tsx";
import { LetterTile } from "../../ui/letter-tile.tsx";
import { Tooltip } from "../../ui/tooltip.tsx";

export type RailWorkspace = Pick<WorkspaceSummary, "id" | "name" | "slug" | "icon"> & {
  unread: number;
  mentions: number;
};

export type WorkspaceRailProps = { workspaces: readonly RailWorkspace[]; currentId: string };

/** My workspaces, each with what waits in it. */
export function WorkspaceRail({ workspaces, currentId }: WorkspaceRailProps) {
  return (
    <nav
      aria-label="Workspaces"
      className="flex w-(--rail-width) shrink-0 flex-col items-center gap-2.5 overflow-y-auto bg-rail pt-3 pb-3 [scrollbar-width:none]"
    >
      {workspaces.map((workspace) => (
        <RailLink key={workspace.id} workspace={workspace} current={workspace.id === currentId} />
      ))}
      <Tooltip text="Add a workspace" side="right">
        <Link
          to="/workspaces"
          aria-label="Add a workspace"
          className="flex size-10 shrink-0 items-center justify-center rounded-person text-ink-2 hover:bg-press hover:text-ink phone:size-11"
        >
          <Plus className="size-[18px]" aria-hidden="true" />
        </Link>
      </Tooltip>
    </nav>
  );
}

function RailLink({ workspace, current }: { workspace: RailWorkspace; current: boolean }) {
  const { name, slug, icon } = workspace;
  // What waits in the open one is in its own list.
  const { unread, mentions } = current ? NOTHING : workspace;
  return (
    <Tooltip text={name} side="right">
      <Link
        to={`/${slug}`}
        aria-current={current ? "true" : undefined}
        aria-label={nameOf(name, { unread, mentions })}
        className="group relative flex shrink-0 rounded-person phone:p-0.5"
      >
        {icon ? (
          <IconTile icon={icon} current={current} />
        ) : (
          <LetterTile name={name} current={current} />
        )}
        <span className="absolute -top-1.5 -right-2 rounded-full ring-2 ring-rail">
          <CountBadge count={mentions} />
        </span>
        {unread > 0 && mentions === 0 ? (
          <span
            aria-hidden="true"
            className="absolute -top-0.5 -right-0.5 size-2.5 rounded-full bg-ink ring-2 ring-rail"
          />
        ) : null}
      </Link>
    </Tooltip>
  );
}

/** The icon its owner chose: an emoji or a letter or two. */
function IconTile({ icon, current }: { icon: string; current: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={
        current
          ? "flex size-10 items-center justify-center rounded-person bg-accent text-[17px] font-semibold text-on-accent ring-2 ring-accent ring-offset-2 ring-offset-(--rail)"
          : "flex size-10 items-center justify-center rounded-person bg-surface-2 text-[17px] font-semibold text-ink-2 group-hover:bg-surface group-hover:text-ink"
      }
    >
      {icon}
    </span>
  );
}

type Waiting = { unread: number; mentions: number };

const NOTHING: Waiting = { unread: 0, mentions: 0 };

function nameOf(name: string, { unread, mentions }: Waiting): string {
  if (mentions > 0) return `${name}, ${mentions} ${mentions === 1 ? "mention" : "mentions"}`;
  return unread > 0 ? `${name}, unread` : name;
}
