import type { ConversationView } from "@hallway/protocol";
import { Hash, Lock, NotebookPen, UserPlus } from "lucide-react";
import type { ReactNode } from "react";
import {
  useAllMembers,
  useConversation,
  useConversationTitle,
  useMe,
  useParticipation,
} from "../../state/use-workspace.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Button } from "../../ui/button.tsx";

export type BeginningProps = {
  conversationId: string;
  onAddPeople(): void;
  onInvite(): void;
};

/** What stands before a conversation's first message: what it is for, and who could be asked in. */
export function Beginning(props: BeginningProps) {
  const conversation = useConversation(props.conversationId);
  if (!conversation) return null;
  return (
    <div className="px-5 pt-10 pb-3 phone:px-3.5">
      {conversation.kind === "dm" ? (
        <DirectBeginning conversation={conversation} />
      ) : (
        <ChannelBeginning conversation={conversation} {...props} />
      )}
    </div>
  );
}

function DirectBeginning({ conversation }: { conversation: ConversationView }) {
  const me = useMe()?.userId;
  const title = useConversationTitle(conversation.id);
  const others = conversation.participantIds.filter((id) => id !== me);
  const alone = others.length === 0;
  return (
    <>
      <span className="mb-3 flex">
        {alone ? (
          <Tile icon={<NotebookPen />} />
        ) : (
          <Avatar id={others[0] ?? ""} name={title} size={56} />
        )}
      </span>
      <p className="text-title font-semibold tracking-tight text-ink">
        <bdi>{title}</bdi>
      </p>
      <p className="mt-1 max-w-[60ch] text-[14px] text-ink-2">
        {alone ? (
          "These are your notes. Only you see what you write here."
        ) : (
          <>
            This is the beginning of your conversation with{" "}
            <bdi className="font-medium text-ink">{title}</bdi>. Only you{" "}
            {others.length === 1 ? "two" : "and they"} see it.
          </>
        )}
      </p>
    </>
  );
}

function ChannelBeginning({
  conversation,
  onAddPeople,
  onInvite,
}: BeginningProps & { conversation: ConversationView }) {
  const takesPart = useParticipation(conversation.id) !== undefined;
  const me = useMe();
  const alone = useAllMembers().size <= 1;
  const mayAdd = takesPart && me?.role !== "guest" && conversation.archivedAt === null;
  return (
    <>
      <Tile icon={conversation.private ? <Lock /> : <Hash />} />
      <p className="mt-3 text-title font-semibold tracking-tight text-ink">
        This is the beginning of #<bdi>{conversation.name}</bdi>
      </p>
      <p className="mt-1 max-w-[60ch] text-[14px] text-ink-2" dir="auto">
        {conversation.purpose || conversation.topic || defaultPurpose(conversation)}
      </p>
      {alone && me?.can.invite ? (
        <InviteCard onInvite={onInvite} />
      ) : mayAdd ? (
        <Button
          size="small"
          className="mt-3"
          icon={<UserPlus className="size-4" aria-hidden="true" />}
          onClick={onAddPeople}
        >
          Add people
        </Button>
      ) : null}
    </>
  );
}

function InviteCard({ onInvite }: { onInvite(): void }) {
  return (
    <div className="mt-4 flex max-w-[560px] flex-wrap items-center gap-4 rounded-composer border border-line bg-surface-2 p-4">
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-semibold text-ink">It is quiet here on your own</p>
        <p className="text-[14px] text-ink-2">
          Make a link, send it to your team, and talk to them here.
        </p>
      </div>
      <Button
        variant="primary"
        icon={<UserPlus className="size-4" aria-hidden="true" />}
        onClick={onInvite}
      >
        Invite people
      </Button>
    </div>
  );
}

function Tile({ icon }: { icon: ReactNode }) {
  return (
    <span
      aria-hidden="true"
      className="flex size-14 items-center justify-center rounded-person bg-accent-soft text-accent-text [&>svg]:size-7"
    >
      {icon}
    </span>
  );
}

function defaultPurpose({ general, private: closed }: ConversationView): string {
  if (general) return "Everyone is here. Say hello, share news, ask anything.";
  return closed
    ? "Only the people in it can find and read this channel."
    : "Everyone in the workspace can find and join this channel.";
}
