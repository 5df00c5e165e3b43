import type { Refusal } from "@hallway/protocol";
import { Link } from "react-router";
import { Button } from "../ui/button.tsx";
import { buttonStyle } from "../ui/button-style.ts";
import { useDocumentTitle } from "../ui/document-title.ts";
import { PageFrame } from "../ui/page-frame.tsx";

const TITLES: Partial<Record<Refusal["code"], string>> = {
  deactivated: "Your membership has ended",
  not_a_member: "You are no longer in this workspace",
  client_too_old: "Hallway was updated",
};

/** The server closed this workspace's connection for good: why, and what can be done. */
export function WorkspaceEnded({ refusal }: { refusal: Refusal }) {
  const outdated = refusal.code === "client_too_old";
  const title = TITLES[refusal.code] ?? "This workspace was closed";
  useDocumentTitle(title);
  return (
    <PageFrame title={title} intro={refusal.message}>
      <div className="flex flex-col">
        {outdated ? (
          <Button variant="primary" onClick={() => location.reload()}>
            Load again
          </Button>
        ) : (
          <Link to="/workspaces" className={buttonStyle("primary")}>
            Go to my workspaces
          </Link>
        )}
      </div>
    </PageFrame>
  );
}
