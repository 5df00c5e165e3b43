import type { WorkspaceSummary } from "@hallway/protocol";
import { useAllTotals } from "../../state/use-all-totals.ts";
import { useWorkspace, useWorkspaceView } from "../../state/use-workspace.ts";
import { WorkspaceRail } from "../sidebar/workspace-rail.tsx";

/** My workspaces with what waits in each; the open one as its settings are now. */
export function Rail({ workspaces }: { workspaces: readonly WorkspaceSummary[] }) {
  const { id } = useWorkspace();
  const open = useWorkspaceView();
  const totals = useAllTotals();
  const shown = workspaces.map((workspace) => ({
    ...workspace,
    ...(workspace.id === id && open ? { name: open.name, icon: open.icon, slug: open.slug } : {}),
    ...(totals.get(workspace.id) ?? { unread: 0, mentions: 0 }),
  }));
  return <WorkspaceRail workspaces={shown} currentId={id} />;
}
