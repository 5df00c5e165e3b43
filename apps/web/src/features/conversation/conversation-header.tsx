import type { ConversationView } from "@hallway/protocol";
import { ArrowLeft, Hash, Lock, PanelRight, Search, Users } from "lucide-react";
import { Link } from "react-router";
import {
  useConversation,
  useConversationTitle,
  useMe,
  useMember,
  usePresence,
  useWorkspaceView,
} from "../../state/use-workspace.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Tag } from "../../ui/badge.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { useIsPhone } from "../../ui/media-query.ts";
import { MembersButton } from "./members-button.tsx";

/** What can stand beside a conversation. */
export type ConversationPanel = "members" | "details";

export type ConversationHeaderProps = {
  conversationId: string;
  panel: ConversationPanel | null;
  onPanel(panel: ConversationPanel | null): void;
  onSearch(): void;
};

const HEADER_STYLE =
  "flex h-(--header-height) shrink-0 items-center gap-2 border-b border-line pr-3 pl-5 phone:gap-0 phone:pr-1 phone:pl-1";

/** Over an address that leads to no conversation: nothing to look at, and the way back. */
export function MissingHeader() {
  return (
    <header className={HEADER_STYLE}>
      <BackToList />
      <h1 className="text-heading font-semibold text-ink">Not found</h1>
    </header>
  );
}

/** Which conversation this is, and what can be looked at beside it. */
export function ConversationHeader(props: ConversationHeaderProps) {
  const { conversationId, panel, onPanel, onSearch } = props;
  const conversation = useConversation(conversationId);
  const title = useConversationTitle(conversationId);
  const toggle = (wanted: ConversationPanel) => onPanel(panel === wanted ? null : wanted);
  return (
    <header className={HEADER_STYLE}>
      <BackToList />
      <h1 className="flex min-w-0 items-center gap-2 text-heading font-semibold text-ink">
        <Sign conversation={conversation} />
        <bdi className="truncate">{title}</bdi>
      </h1>
      {conversation?.archivedAt ? <Tag>Archived</Tag> : null}
      <p className="min-w-0 flex-1 truncate pl-1.5 text-[14px] text-muted phone:hidden" dir="auto">
        {conversation?.topic}
      </p>
      <span className="hidden flex-1 phone:block" />
      <MembersButton
        conversationId={conversationId}
        count={conversation?.memberCount ?? 0}
        pressed={panel === "members"}
        onClick={() => toggle("members")}
      />
      <IconButton
        label="Search"
        shortcut="mod+k"
        icon={<Search />}
        onClick={onSearch}
        tooltipSide="bottom"
      />
      <IconButton
        label="Details"
        icon={<PanelRight />}
        aria-pressed={panel === "details"}
        onClick={() => toggle("details")}
        tooltipSide="bottom"
      />
    </header>
  );
}

function BackToList() {
  const phone = useIsPhone();
  const slug = useWorkspaceView()?.slug ?? "";
  if (!phone) return null;
  return (
    <Link
      to={`/${slug}`}
      aria-label="Back"
      className="flex size-11 shrink-0 items-center justify-center rounded-control text-ink-2"
    >
      <ArrowLeft className="size-5" aria-hidden="true" />
    </Link>
  );
}

function Sign({ conversation }: { conversation: ConversationView | undefined }) {
  if (conversation?.kind === "dm") return <PersonSign conversation={conversation} />;
  const Icon = conversation?.private ? Lock : Hash;
  return <Icon className="size-[18px] shrink-0 text-ink-2" aria-hidden="true" />;
}

function PersonSign({ conversation }: { conversation: ConversationView }) {
  const me = useMe()?.userId;
  const others = conversation.participantIds.filter((id) => id !== me);
  const userId = others[0] ?? me ?? "";
  const name = useMember(userId)?.displayName ?? "";
  const presence = usePresence(userId);
  if (others.length > 1)
    return <Users className="size-[18px] shrink-0 text-ink-2" aria-hidden="true" />;
  return <Avatar id={userId} name={name} size={26} presence={presence} />;
}
