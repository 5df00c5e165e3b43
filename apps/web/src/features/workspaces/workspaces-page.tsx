import type { Commands, OutputOf } from "@hallway/protocol";
import { Plus } from "lucide-react";
import { useState } from "react";
import { Navigate } from "react-router";
import { CommandError, dataOf } from "../../realtime/answer.ts";
import { countUnsentHere, leaveThisDevice } from "../../realtime/open-workspace.ts";
import { serverCommand } from "../../realtime/server-command.ts";
import { type Account, getSession } from "../../realtime/session.ts";
import { Button } from "../../ui/button.tsx";
import { useDocumentTitle } from "../../ui/document-title.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { PageFrame } from "../../ui/page-frame.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { useLoaded } from "../../ui/use-loaded.ts";
import { useSignOut } from "../../ui/use-sign-out.tsx";
import { CreateWorkspaceDialog } from "./create-workspace-dialog.tsx";
import { WorkspaceLists } from "./workspace-lists.tsx";

export type MyWorkspaces = OutputOf<Commands["workspace:mine"]>;
type Mine = { account: Account; mine: MyWorkspaces } | null;

/** My workspaces, those I may join, and the way to make a new one. */
export function WorkspacesPage() {
  useDocumentTitle("Workspaces");
  const loaded = useLoaded(loadMine, "mine");
  const { data, problem } = loaded;
  if (data === null) return <Navigate to="/sign-in?next=%2Fworkspaces" replace />;
  return (
    <PageFrame
      title="Your workspaces"
      intro="Each is a team with its own people and channels."
      width="wide"
      footer={data ? <SignedInAs account={data.account} /> : null}
    >
      {data ? <Content mine={data.mine} onChanged={loaded.reload} /> : null}
      {data === undefined && problem === null ? (
        <SkeletonRows rows={4} label="Loading your workspaces" />
      ) : null}
      {data === undefined && problem !== null ? (
        <ErrorState
          title="Your workspaces could not be loaded"
          text={problem}
          onRetry={loaded.reload}
          retrying={loaded.busy}
        />
      ) : null}
    </PageFrame>
  );
}

/** Null for a visitor who is not signed in. */
async function loadMine(): Promise<Mine> {
  const account = dataOf(await getSession());
  if (!account) return null;
  try {
    return { account, mine: await serverCommand("workspace:mine", {}) };
  } catch (error) {
    if (error instanceof CommandError && error.code === "unauthenticated") return null;
    throw error;
  }
}

function Content({ mine, onChanged }: { mine: MyWorkspaces; onChanged(): void }) {
  const [creating, setCreating] = useState(false);
  return (
    <div className="flex flex-col gap-6">
      <WorkspaceLists mine={mine} />
      {mine.canCreate ? (
        <Button
          variant={mine.workspaces.length === 0 ? "primary" : "secondary"}
          icon={<Plus className="size-4" aria-hidden="true" />}
          onClick={() => setCreating(true)}
        >
          Create a workspace
        </Button>
      ) : null}
      {creating ? (
        <CreateWorkspaceDialog onClose={() => setCreating(false)} onMadeLate={onChanged} />
      ) : null}
    </div>
  );
}

function SignedInAs({ account }: { account: Account }) {
  const { signOut, question } = useSignOut({
    countUnsent: countUnsentHere,
    leave: leaveThisDevice,
  });
  return (
    <>
      Signed in as <bdi className="font-medium text-ink">{account.email}</bdi>.{" "}
      <button
        type="button"
        className="rounded-md font-medium text-accent-text underline underline-offset-2"
        onClick={() => void signOut()}
      >
        Sign out
      </button>
      {question}
    </>
  );
}
