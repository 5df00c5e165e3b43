import type { WorkspaceSummary } from "@hallway/protocol";
import { useEffect, useRef } from "react";
import { Navigate, Outlet, useLocation, useNavigate, useParams } from "react-router";
import { CommandError } from "../realtime/answer.ts";
import { closeWorkspace, openWorkspace } from "../realtime/open-workspace.ts";
import { serverCommand } from "../realtime/server-command.ts";
import {
  useActions,
  useConnection,
  useLoading,
  useWorkspace,
  useWorkspaceView,
  WorkspaceContext,
} from "../state/use-workspace.ts";
import { showAccent } from "../ui/accent.ts";
import { Button } from "../ui/button.tsx";
import { PageFrame } from "../ui/page-frame.tsx";
import { useLoaded } from "../ui/use-loaded.ts";
import { LoadingPage } from "./loading-page.tsx";
import { NotFoundPage } from "./not-found-page.tsx";
import { WorkspaceEnded } from "./workspace-ended.tsx";

type Found =
  | { kind: "found"; summary: WorkspaceSummary }
  | { kind: "missing" }
  | { kind: "signed-out" };

/** Opens the workspace of the address for the pages beside the shell: settings and the admin panel. */
export function WorkspaceGate() {
  const slug = useParams().slug ?? "";
  const found = useLoaded(() => findWorkspace(slug), slug);
  if (found.data === undefined && found.problem === null) return <LoadingPage />;
  if (found.data === undefined) {
    return <Unavailable text={found.problem ?? ""} busy={found.busy} onRetry={found.reload} />;
  }
  if (found.data.kind === "missing") return <NotFoundPage />;
  if (found.data.kind === "signed-out") return <SignInFirst />;
  return (
    <WorkspaceContext value={openWorkspace(found.data.summary.id)}>
      <Opened />
    </WorkspaceContext>
  );
}

async function findWorkspace(slug: string): Promise<Found> {
  try {
    const { workspaces } = await serverCommand("workspace:mine", {});
    const summary = workspaces.find((workspace) => workspace.slug === slug);
    return summary ? { kind: "found", summary } : { kind: "missing" };
  } catch (error) {
    const signedOut = error instanceof CommandError && error.code === "unauthenticated";
    if (signedOut) return { kind: "signed-out" };
    throw error;
  }
}

function Opened() {
  const connection = useConnection();
  const loading = useLoading();
  const accent = useWorkspaceView()?.accent;
  const { reconnectNow } = useActions();
  useEffect(() => {
    if (accent !== undefined) showAccent(accent);
  }, [accent]);
  useEffect(() => () => showAccent(null), []);
  useFreshStart(connection.phase === "ended");
  useAddressOfNow();
  if (connection.phase === "ended") {
    return connection.refusal.code === "unauthenticated" ? (
      <SignInFirst />
    ) : (
      <WorkspaceEnded refusal={connection.refusal} />
    );
  }
  if (loading.phase === "failed") {
    return <Unavailable text={loading.error.message} busy={false} onRetry={reconnectNow} />;
  }
  return loading.phase === "loading" ? <LoadingPage /> : <Outlet />;
}

/** What ended stays ended: whoever comes back, perhaps as someone else, opens it anew. */
function useFreshStart(ended: boolean): void {
  const { id } = useWorkspace();
  useEffect(() => {
    return ended ? () => closeWorkspace(id) : undefined;
  }, [ended, id]);
}

/** Follows the workspace to its new address: under the old one the ways out of here lead nowhere. */
function useAddressOfNow(): void {
  const now = useWorkspaceView()?.slug;
  const { slug } = useParams();
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const known = useRef(now);
  useEffect(() => {
    const before = known.current;
    known.current = now;
    if (before === undefined || now === undefined || before !== slug || now === slug) return;
    void navigate(`/${now}${pathname.slice(before.length + 1)}${search}`, { replace: true });
  }, [now, slug, pathname, search, navigate]);
}

function SignInFirst() {
  const { pathname, search } = useLocation();
  return <Navigate to={`/sign-in?next=${encodeURIComponent(pathname + search)}`} replace />;
}

type UnavailableProps = { text: string; busy: boolean; onRetry(): void };

function Unavailable({ text, busy, onRetry }: UnavailableProps) {
  return (
    <PageFrame title="The workspace could not be opened" intro={text}>
      <div className="flex flex-col">
        <Button variant="primary" loading={busy} onClick={onRetry}>
          Try again
        </Button>
      </div>
    </PageFrame>
  );
}
