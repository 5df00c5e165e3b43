import { ArrowRight, DoorOpen } from "lucide-react";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { toErrorView } from "../../realtime/answer.ts";
import { serverCommand } from "../../realtime/server-command.ts";
import { Tag } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { LetterTile } from "../../ui/letter-tile.tsx";
import { showToast } from "../../ui/toasts.ts";
import type { MyWorkspaces } from "./workspaces-page.tsx";

const ROLES = { owner: "Owner", admin: "Admin", member: "Member", guest: "Guest" };

/** The workspaces I am in, then those open to every account of this server. */
export function WorkspaceLists({ mine }: { mine: MyWorkspaces }) {
  const { workspaces, joinable, canCreate } = mine;
  if (workspaces.length === 0 && joinable.length === 0) {
    return (
      <EmptyState
        compact
        icon={<DoorOpen />}
        title="You are in no workspace yet"
        text={
          canCreate
            ? "Create one for your team, or open the invitation link that you were sent."
            : "Open the invitation link that you were sent, or ask a colleague for one."
        }
      />
    );
  }
  return (
    <>
      {workspaces.length > 0 ? (
        <ul aria-label="My workspaces" className="-mx-2 flex flex-col gap-1">
          {workspaces.map((workspace) => (
            <li key={workspace.id}>
              <Link
                to={`/${workspace.slug}`}
                className="group flex items-center gap-4 rounded-card px-2 py-2.5 hover:bg-hover"
              >
                <span className="[&>span]:bg-surface-3">
                  <LetterTile name={workspace.name} icon={workspace.icon} />
                </span>
                <span className="flex min-w-0 flex-1 flex-col">
                  <span dir="auto" className="truncate font-semibold text-ink">
                    {workspace.name}
                  </span>
                  <span className="truncate text-small text-muted">/{workspace.slug}</span>
                </span>
                <Tag>{ROLES[workspace.role]}</Tag>
                <ArrowRight className="size-4 shrink-0 text-muted" aria-hidden="true" />
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
      {joinable.length > 0 ? <Joinable workspaces={joinable} /> : null}
    </>
  );
}

function Joinable({ workspaces }: { workspaces: MyWorkspaces["joinable"] }) {
  return (
    <section className="flex flex-col gap-1">
      <h2 className="text-small font-semibold text-ink-2">Open to everyone on this server</h2>
      <ul className="-mx-2 flex flex-col gap-1">
        {workspaces.map((workspace) => (
          <li key={workspace.id} className="flex items-center gap-4 px-2 py-2.5">
            <span className="[&>span]:bg-surface-3">
              <LetterTile name={workspace.name} icon={workspace.icon} />
            </span>
            <span className="flex min-w-0 flex-1 flex-col">
              <span dir="auto" className="truncate font-semibold text-ink">
                {workspace.name}
              </span>
              <span className="text-small text-muted">
                {workspace.memberCount === 1 ? "1 person" : `${workspace.memberCount} people`}
              </span>
            </span>
            <JoinButton workspace={workspace} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function JoinButton({ workspace }: { workspace: MyWorkspaces["joinable"][number] }) {
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  async function join() {
    setBusy(true);
    try {
      const joined = await serverCommand("workspace:join", { workspaceId: workspace.id });
      await navigate(`/${joined.workspace.slug}`);
    } catch (error) {
      showToast({ text: toErrorView(error).message, tone: "danger" });
    } finally {
      setBusy(false);
    }
  }
  return (
    <Button loading={busy} onClick={() => void join()}>
      Join {workspace.name}
    </Button>
  );
}
