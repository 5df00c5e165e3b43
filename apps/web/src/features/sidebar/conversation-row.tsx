import type { ConversationView } from "@hallway/protocol";
import { Hash, Lock, Pencil } from "lucide-react";
import { memo } from "react";
import { Link } from "react-router";
import {
  useConversation,
  useConversationTitle,
  useMe,
  useMember,
  useParticipation,
  usePresence,
  useUnread,
  useWorkspaceState,
} from "../../state/use-workspace.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { CountBadge } from "../../ui/badge.tsx";
import { classes } from "../../ui/classes.ts";
import { rowName } from "./row-name.ts";

export type ConversationRowProps = { id: string; slug: string; current: boolean };

/** A channel or direct message of the sidebar: bold with something unread, orange with something for me. */
export const ConversationRow = memo(function ConversationRow(props: ConversationRowProps) {
  const { id, slug, current } = props;
  const conversation = useConversation(id);
  const title = useConversationTitle(id);
  const muted = useParticipation(id)?.muted ?? false;
  const { unread, mentions } = useUnread(id);
  const hasDraft = useWorkspaceState(({ drafts }) => drafts.has(id)) && !current;
  const isChannel = conversation?.kind === "channel";
  const loud = mentions > 0 || (unread > 0 && !muted);
  const name = rowName(title, isChannel, { unread, mentions });
  return (
    <Link
      to={`/${slug}/c/${id}`}
      aria-current={current ? "page" : undefined}
      aria-label={hasDraft ? `${name}, draft` : name}
      className={classes(
        "mx-2 flex h-(--row-height) items-center gap-2 rounded-control px-2.5 -outline-offset-2 transition-colors duration-(--quick)",
        current
          ? "bg-accent-soft font-medium text-accent-text"
          : classes("hover:bg-press", loud ? "font-semibold text-ink" : "text-ink-2"),
        muted && !current && !loud && "text-muted",
      )}
    >
      <RowPicture conversation={conversation} />
      <bdi className="min-w-0 flex-1 truncate">{title}</bdi>
      {hasDraft ? <Pencil className="size-3.5 shrink-0 text-muted" aria-hidden="true" /> : null}
      <CountBadge count={mentions} />
    </Link>
  );
});

function RowPicture({ conversation }: { conversation: ConversationView | undefined }) {
  if (conversation?.kind === "dm") return <PersonPicture conversation={conversation} />;
  const Sign = conversation?.private ? Lock : Hash;
  return (
    <span className="flex w-5 shrink-0 justify-center opacity-75" aria-hidden="true">
      <Sign className="size-4" />
    </span>
  );
}

function PersonPicture({ conversation }: { conversation: ConversationView }) {
  const me = useMe()?.userId;
  const others = conversation.participantIds.filter((id) => id !== me);
  const userId = others[0] ?? me ?? "";
  const name = useMember(userId)?.displayName ?? "";
  const presence = usePresence(userId);
  return (
    <span className="flex w-5 shrink-0 justify-center [--avatar-ground:var(--surface-2)]">
      {others.length > 1 ? (
        <span
          aria-hidden="true"
          className="tabular flex size-5 items-center justify-center rounded-person bg-surface-3 text-[11px] font-semibold text-ink-2"
        >
          {others.length}
        </span>
      ) : (
        <Avatar id={userId} name={name} size={20} presence={presence} />
      )}
    </span>
  );
}
