import { Link } from "react-router";
import { buttonStyle } from "../ui/button-style.ts";
import { useDocumentTitle } from "../ui/document-title.ts";
import { PageFrame } from "../ui/page-frame.tsx";

/** An address that leads nowhere. */
export function NotFoundPage() {
  useDocumentTitle("Page not found");
  return (
    <PageFrame
      title="There is no page here"
      intro="The address may be mistyped, or what was here is gone."
    >
      <div className="flex flex-col">
        <Link to="/workspaces" className={buttonStyle("primary")}>
          Go to my workspaces
        </Link>
      </div>
    </PageFrame>
  );
}
