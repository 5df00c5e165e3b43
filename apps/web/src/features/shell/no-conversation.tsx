import { MessagesSquare } from "lucide-react";
import { Navigate } from "react-router";
import {
  useActions,
  useLoading,
  useSidebar,
  useWorkspaceState,
  useWorkspaceView,
} from "../../state/use-workspace.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { useConversationTab } from "./use-tab-badge.ts";

/** The workspace's own address: beside the list it opens where I was last, alone it is the list. */
export function NoConversation({ visible }: { visible: boolean }) {
  const loading = useLoading();
  const actions = useActions();
  const workspace = useWorkspaceView();
  const slug = workspace?.slug ?? "";
  const next = useFirstConversation();
  useConversationTab(workspace?.name ?? "", undefined);
  if (!visible) {
    return (
      <main className="sr-only">
        <h1>{workspace?.name ?? "Hallway"}</h1>
      </main>
    );
  }
  if (loading.phase === "ready" && next !== null) {
    return <Navigate to={`/${slug}/c/${next}`} replace />;
  }
  return (
    <main className="flex min-w-0 flex-1 flex-col justify-center">
      {loading.phase === "failed" ? (
        <ErrorState
          title="This workspace did not load"
          text={loading.error.message}
          onRetry={actions.reconnectNow}
        />
      ) : null}
      {loading.phase === "loading" ? (
        <div className="px-5">
          <SkeletonRows rows={7} kind="messages" label="Loading messages" />
        </div>
      ) : null}
      {loading.phase === "ready" ? (
        <EmptyState
          icon={<MessagesSquare />}
          title="You are in no conversation yet"
          text="Browse the channels to join one, or write to someone: both are in the list on the left."
        />
      ) : null}
    </main>
  );
}

/** Where I was last, else general, else the first there is. */
function useFirstConversation(): string | null {
  const actions = useActions();
  const { starred, channels, directMessages } = useSidebar();
  const general = useWorkspaceState(({ conversations }) => {
    for (const conversation of conversations.values()) {
      if (conversation.general) return conversation.id;
    }
    return null;
  });
  const mine = [...starred, ...channels, ...directMessages];
  const last = actions.lastConversation();
  if (last !== null && mine.includes(last)) return last;
  if (general !== null && mine.includes(general)) return general;
  return mine[0] ?? null;
}
