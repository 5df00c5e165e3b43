import { limits } from "@hallway/protocol/limits";
import { useNavigate } from "react-router";
import { useActions, useWorkspaceView } from "../../state/use-workspace.ts";
import { useStands } from "../../ui/use-stands.ts";
import { PickPeopleDialog } from "./pick-people-dialog.tsx";

const NOBODY: ReadonlySet<string> = new Set();

/** Opens the conversation with some people; the same people always have the same one. */
export function NewMessageDialog({ onClose }: { onClose(): void }) {
  const { openDirectMessage } = useActions();
  const navigate = useNavigate();
  const slug = useWorkspaceView()?.slug ?? "";
  const stands = useStands();
  return (
    <PickPeopleDialog
      title="New message"
      description="Write to one person or to several. Pick yourself to keep notes."
      verb="Open conversation"
      label="People"
      most={limits.directMessagePeople - 1}
      without={NOBODY}
      onPicked={async (people) => {
        const { id } = await openDirectMessage(people.map(({ userId }) => userId));
        if (!stands.current) return;
        onClose();
        await navigate(`/${slug}/c/${id}`);
      }}
      onClose={onClose}
    />
  );
}
