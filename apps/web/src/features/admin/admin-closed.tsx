import { Link, useParams } from "react-router";
import { useWorkspaceView } from "../../state/use-workspace.ts";
import { buttonStyle } from "../../ui/button-style.ts";
import { useDocumentTitle } from "../../ui/document-title.ts";
import { PageFrame } from "../../ui/page-frame.tsx";

/** For members and guests who came to the panel's address. */
export function AdminRefusal() {
  useDocumentTitle("Workspace admin");
  const name = useWorkspaceView()?.name ?? "this workspace";
  return (
    <PageFrame
      title="This page is for admins"
      intro={`The owners and admins of ${name} look after it here. Ask one of them if you need something changed.`}
    >
      <BackToWorkspace />
    </PageFrame>
  );
}

/** The panel closed under someone who had it open: their role changed or their session ended. */
export function AdminClosed({ text }: { text: string }) {
  useDocumentTitle("Workspace admin");
  return (
    <div role="alert">
      <PageFrame title="The admin panel is closed" intro={text}>
        <BackToWorkspace />
      </PageFrame>
    </div>
  );
}

function BackToWorkspace() {
  const slug = useParams().slug ?? "";
  const name = useWorkspaceView()?.name ?? "the workspace";
  return (
    <div className="flex flex-col">
      <Link to={`/${slug}`} className={buttonStyle("primary")}>
        Back to {name}
      </Link>
    </div>
  );
}
