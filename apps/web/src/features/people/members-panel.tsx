import { Search, UserPlus, UserRoundX } from "lucide-react";
import { useState } from "react";
import {
  useConversation,
  useConversationTitle,
  useMe,
  useParticipation,
} from "../../state/use-workspace.ts";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { SidePanel } from "../../ui/side-panel.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { type Insider, MemberLine } from "./member-line.tsx";
import { useInsiders } from "./use-insiders.ts";
import { useRemoving } from "./use-removing.ts";

export type MembersPanelProps = { conversationId: string; onClose(): void; onAddPeople(): void };

/** Who is in a conversation, and who of them is here now. */
export function MembersPanel({ conversationId, onClose, onAddPeople }: MembersPanelProps) {
  const conversation = useConversation(conversationId);
  const title = useConversationTitle(conversationId);
  const [query, setQuery] = useState("");
  const insiders = useInsiders(conversationId, query.trim());
  const removing = useRemoving(conversationId);
  const mayAdd = useMayAdd(conversationId);
  const isChannel = conversation?.kind === "channel";
  return (
    <SidePanel title="Members" detail={isChannel ? `#${title}` : title} onClose={onClose}>
      <div className="sticky top-0 z-10 flex gap-2 bg-surface px-5 pt-4 pb-2">
        <div className="min-w-0 flex-1">
          <TextField
            label="Find members"
            labelHidden
            type="search"
            placeholder="Find by name"
            prefix={<Search />}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
        </div>
        {mayAdd ? (
          <Button icon={<UserPlus className="size-4" aria-hidden="true" />} onClick={onAddPeople}>
            Add people
          </Button>
        ) : null}
      </div>
      <People insiders={insiders} mayRemove={removing.may} onRemove={removing.ask} />
      <ConfirmDialog
        open={removing.asked !== null}
        onOpenChange={(open) => {
          if (!open) removing.ask(null);
        }}
        title={`Remove ${removing.asked?.displayName ?? "this person"} from #${title}?`}
        confirmLabel="Remove"
        danger
        onConfirm={removing.remove}
      >
        <p>
          {conversation?.private
            ? "They can no longer read this channel unless someone adds them again."
            : "They can join this channel again by themselves, since it is public."}
        </p>
      </ConfirmDialog>
    </SidePanel>
  );
}

type PeopleProps = {
  insiders: ReturnType<typeof useInsiders>;
  mayRemove(person: Insider): boolean;
  onRemove(person: Insider): void;
};

function People({ insiders, mayRemove, onRemove }: PeopleProps) {
  const { people, problem, more } = insiders;
  if (problem !== null) {
    return <ErrorState title="The members did not load" text={problem} onRetry={insiders.retry} />;
  }
  if (people === null) {
    return (
      <div className="px-5 pt-3">
        <SkeletonRows label="Loading members" />
      </div>
    );
  }
  if (people.length === 0) {
    return (
      <EmptyState
        compact
        icon={<UserRoundX />}
        title="Nobody found"
        text="Nobody in this conversation has that name."
      />
    );
  }
  return (
    <>
      <ul aria-label="People" className="flex flex-col px-3 pb-3">
        {people.map((person) => (
          <MemberLine
            key={person.userId}
            person={person}
            onRemove={mayRemove(person) ? () => onRemove(person) : null}
          />
        ))}
      </ul>
      {more ? (
        <div className="flex justify-center pb-4">
          <Button variant="ghost" onClick={insiders.loadMore}>
            Show more
          </Button>
        </div>
      ) : null}
    </>
  );
}

function useMayAdd(conversationId: string): boolean {
  const me = useMe();
  const conversation = useConversation(conversationId);
  const takesPart = useParticipation(conversationId) !== undefined;
  return (
    takesPart &&
    me?.role !== "guest" &&
    conversation?.kind === "channel" &&
    conversation.archivedAt === null
  );
}
