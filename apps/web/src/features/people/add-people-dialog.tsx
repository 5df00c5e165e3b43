import { useEffect, useState } from "react";
import { useActions, useConversation, useWorkspace } from "../../state/use-workspace.ts";
import { showToast } from "../../ui/toasts.ts";
import { useStands } from "../../ui/use-stands.ts";
import { PickPeopleDialog } from "./pick-people-dialog.tsx";

const MOST_AT_ONCE = 50;

export type AddPeopleDialogProps = { conversationId: string; onClose(): void };

/** Brings people into a channel. */
export function AddPeopleDialog({ conversationId, onClose }: AddPeopleDialogProps) {
  const { addPeople } = useActions();
  const name = `#${useConversation(conversationId)?.name ?? ""}`;
  const inside = useInside(conversationId);
  const stands = useStands();
  return (
    <PickPeopleDialog
      title={`Add people to ${name}`}
      verb="Add"
      label="People to add"
      most={MOST_AT_ONCE}
      without={inside}
      hint="They can read everything that was written before."
      onPicked={async (people) => {
        await addPeople(
          conversationId,
          people.map(({ userId }) => userId),
        );
        const who =
          people.length === 1 ? (people[0]?.displayName ?? "") : `${people.length} people`;
        showToast({ text: `Added ${who} to ${name}`, tone: "success" });
        if (stands.current) onClose();
      }}
      onClose={onClose}
    />
  );
}

/** Who is in the channel already, as far as its first page tells; adding someone twice is harmless. */
function useInside(conversationId: string): ReadonlySet<string> {
  const { command } = useWorkspace();
  const [inside, setInside] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    let current = true;
    command("conversation:members", { conversationId, limit: 100 }).then(
      ({ members }) => {
        if (current) setInside(new Set(members.map(({ userId }) => userId)));
      },
      () => {
        // Unreachable: nobody is hidden from the list, and the server knows better.
      },
    );
    return () => {
      current = false;
    };
  }, [command, conversationId]);
  return inside;
}
