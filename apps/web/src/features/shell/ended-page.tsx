import type { Refusal, RefusalCode } from "@hallway/protocol";
import { useLocation } from "react-router";
import { useActions, useWorkspaceView } from "../../state/use-workspace.ts";
import { Button } from "../../ui/button.tsx";
import { buttonStyle } from "../../ui/button-style.ts";
import { useDocumentTitle } from "../../ui/document-title.ts";
import { PageFrame } from "../../ui/page-frame.tsx";

const TITLES: Record<RefusalCode, string> = {
  unauthenticated: "You are signed out",
  not_a_member: "You are no longer in this workspace",
  deactivated: "Your account here was deactivated",
  client_too_old: "Hallway was updated",
  forbidden: "You can't open this workspace",
  rate_limited: "Too many attempts",
  unavailable: "Hallway is busy",
};

/** The connection was ended for good: why, and the way on. What was being written is kept on this device. */
export function EndedPage({ refusal }: { refusal: Refusal }) {
  const name = useWorkspaceView()?.name;
  const title = TITLES[refusal.code];
  useDocumentTitle(title, name);
  return (
    <PageFrame title={title} intro={refusal.message}>
      <div className="flex flex-col gap-2">
        <WayOn code={refusal.code} />
      </div>
    </PageFrame>
  );
}

function WayOn({ code }: { code: RefusalCode }) {
  const { pathname } = useLocation();
  const actions = useActions();
  switch (code) {
    case "unauthenticated":
      // A whole new page, so that the next account begins with nothing of this one in memory.
      return (
        <a
          href={`/sign-in?next=${encodeURIComponent(pathname)}`}
          className={buttonStyle("primary")}
        >
          Sign in again
        </a>
      );
    case "client_too_old":
      return (
        <Button variant="primary" onClick={() => location.reload()}>
          Reload
        </Button>
      );
    case "not_a_member":
    case "deactivated":
      // A whole new page here too: what has ended stays ended in this one, also for whoever is let in again.
      return (
        <a href="/workspaces" className={buttonStyle("primary")}>
          Go to my workspaces
        </a>
      );
    case "forbidden":
    case "rate_limited":
    case "unavailable":
      return (
        <Button variant="primary" onClick={actions.reconnectNow}>
          Try again
        </Button>
      );
  }
}
