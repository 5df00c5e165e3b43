import { Link } from "react-router";
import { buttonStyle } from "../../ui/button-style.ts";
import { useDocumentTitle } from "../../ui/document-title.ts";
import { PageFrame } from "../../ui/page-frame.tsx";

/** The address of a workspace that I am not in, or that does not exist: both look the same. */
export function NotMyWorkspace({ slug }: { slug: string }) {
  useDocumentTitle("Workspace not found");
  return (
    <PageFrame
      title="You are not in this workspace"
      intro={
        <>
          There is no workspace <bdi className="font-medium text-ink">/{slug}</bdi> that you are a
          member of. Ask for an invitation, or go to one of yours.
        </>
      }
    >
      <div className="flex flex-col">
        <Link to="/workspaces" className={buttonStyle("primary")}>
          Go to my workspaces
        </Link>
      </div>
    </PageFrame>
  );
}
