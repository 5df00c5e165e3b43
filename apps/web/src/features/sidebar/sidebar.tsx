import { Search } from "lucide-react";
import { type ReactNode, useEffect, useMemo, useRef } from "react";
import { useParams } from "react-router";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { useLoading, useSidebar, useWorkspaceView } from "../../state/use-workspace.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { ConversationRow } from "./conversation-row.tsx";
import { MeCard } from "./me-card.tsx";
import { SectionHeading } from "./section-heading.tsx";
import type { SidebarActions } from "./sidebar-actions.ts";
import { type SidebarRow, toSidebarRows } from "./sidebar-rows.ts";
import { WorkspaceMenu } from "./workspace-menu.tsx";

export type SidebarProps = {
  actions: SidebarActions;
  /** Stands between the list and me: what the connection is doing. */
  status: ReactNode;
};

/** The conversations of a workspace, its menu above and mine below. */
export function Sidebar({ actions, status }: SidebarProps) {
  return (
    <nav
      aria-label="Channels and messages"
      className="flex min-h-0 w-(--sidebar-width) shrink-0 flex-col border-r border-line bg-surface-2 phone:w-auto phone:min-w-0 phone:flex-1 phone:border-r-0"
    >
      <div className="flex h-(--header-height) shrink-0 items-center gap-1 pr-3 pl-2">
        <WorkspaceMenu actions={actions} />
        <IconButton
          label="Jump to…"
          shortcut="mod+k"
          icon={<Search />}
          onClick={actions.onJump}
          tooltipSide="bottom"
        />
      </div>
      <Conversations actions={actions} />
      {status}
      <MeCard actions={actions} />
    </nav>
  );
}

function Conversations({ actions }: { actions: SidebarActions }) {
  const { phase } = useLoading();
  const ids = useSidebar();
  const slug = useWorkspaceView()?.slug ?? "";
  const { conversationId } = useParams();
  const rows = useMemo(() => toSidebarRows(ids), [ids]);
  const list = useRef<VirtualizerHandle>(null);

  // Once for each place: afterwards whoever looks around in the list is left alone, also when its order changes.
  const broughtIn = useRef<string>(undefined);
  useEffect(() => {
    const at = rows.findIndex(({ key }) => key === conversationId);
    if (at < 0 || !list.current || broughtIn.current === conversationId) return;
    broughtIn.current = conversationId;
    list.current.scrollToIndex(at, { align: "nearest" });
  }, [rows, conversationId]);

  if (phase === "loading") {
    return (
      <div className="flex-1 overflow-hidden px-5 pt-6">
        <SkeletonRows rows={9} label="Loading channels" />
      </div>
    );
  }
  return (
    <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain pb-4">
      <Virtualizer ref={list} data={rows} bufferSize={1_600}>
        {(row: SidebarRow) => (
          <RowOf
            key={row.key}
            row={row}
            slug={slug}
            current={row.key === conversationId}
            actions={actions}
          />
        )}
      </Virtualizer>
    </div>
  );
}

type RowOfProps = { row: SidebarRow; slug: string; current: boolean; actions: SidebarActions };

function RowOf({ row, slug, current, actions }: RowOfProps) {
  switch (row.kind) {
    case "heading":
      return <SectionHeading section={row.section} actions={actions} />;
    case "conversation":
      return <ConversationRow id={row.id} slug={slug} current={current} />;
    case "empty":
      return (
        <p className="px-[18px] py-1 text-small text-muted">
          {row.section === "channels"
            ? "You are in no channel yet: browse them to join one."
            : "No conversations yet: write to someone."}
        </p>
      );
  }
}
