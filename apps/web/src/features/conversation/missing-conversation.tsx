import { EyeOff } from "lucide-react";
import { Link } from "react-router";
import { useWorkspaceView } from "../../state/use-workspace.ts";
import { buttonStyle } from "../../ui/button-style.ts";
import { EmptyState } from "../../ui/empty-state.tsx";

/** An address that leads to no conversation, or to none that I may see: both look the same. */
export function MissingConversation() {
  const slug = useWorkspaceView()?.slug ?? "";
  return (
    <div className="flex flex-1 items-center justify-center">
      <EmptyState
        icon={<EyeOff />}
        title="There is nothing here for you"
        text="This conversation does not exist, or it is not open to you. Whoever sent you the link can add you to it."
        action={
          <Link to={`/${slug}`} className={buttonStyle("primary")}>
            Go to my conversations
          </Link>
        }
      />
    </div>
  );
}
