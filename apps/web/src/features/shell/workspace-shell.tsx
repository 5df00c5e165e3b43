import type { WorkspaceSummary } from "@hallway/protocol";
import { useEffect, useMemo } from "react";
import { Navigate, useLocation, useParams } from "react-router";
import { openWorkspace } from "../../realtime/open-workspace.ts";
import { openWorkspaces } from "../../state/open-workspaces.ts";
import { useWorkspaceView, WorkspaceContext } from "../../state/use-workspace.ts";
import { showAccent } from "../../ui/accent.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { PageFrame } from "../../ui/page-frame.tsx";
import { NotMyWorkspace } from "./not-my-workspace.tsx";
import { Shell } from "./shell.tsx";
import { useMyWorkspaces } from "./use-my-workspaces.ts";
import { WaitingShell } from "./waiting-shell.tsx";
import { workspaceAt } from "./workspace-at.ts";

/** A workspace by its address: its conversations, and everything around them. */
export function WorkspaceShell() {
  const { slug = "" } = useParams();
  const { pathname } = useLocation();
  const { mine, retry } = useMyWorkspaces(slug);
  switch (mine.phase) {
    case "loading":
      return <WaitingShell />;
    case "signed-out":
      return <Navigate to={`/sign-in?next=${encodeURIComponent(pathname)}`} replace />;
    case "failed":
      return (
        <PageFrame title="Hallway can't be reached">
          <ErrorState title="Your workspaces did not load" text={mine.message} onRetry={retry} />
        </PageFrame>
      );
    case "ready": {
      const current = workspaceAt(slug, mine.workspaces, slugNow);
      if (!current) return <NotMyWorkspace slug={slug} />;
      return <OpenShell key={current.id} current={current} workspaces={mine.workspaces} />;
    }
  }
}

function slugNow(id: string): string | undefined {
  return openWorkspaces.getState().get(id)?.store.getState().workspace?.slug;
}

type OpenShellProps = { current: WorkspaceSummary; workspaces: readonly WorkspaceSummary[] };

function OpenShell({ current, workspaces }: OpenShellProps) {
  const workspace = useMemo(() => openWorkspace(current.id), [current.id]);
  useEffect(() => {
    for (const { id } of workspaces) openWorkspace(id);
  }, [workspaces]);
  return (
    <WorkspaceContext value={workspace}>
      <Accent fallback={current.accent} />
      <Shell workspaces={workspaces} />
    </WorkspaceContext>
  );
}

/** Drawn by hand for both grounds; any other is derived. */
const HALLWAY_ACCENT = "#0f766e";

function Accent({ fallback }: { fallback: string }) {
  const accent = useWorkspaceView()?.accent ?? fallback;
  useEffect(() => {
    showAccent(accent === HALLWAY_ACCENT ? null : accent);
    return () => showAccent(null);
  }, [accent]);
  return null;
}
