import type { MemberView } from "@hallway/protocol";
import { MessageSquare, UserMinus } from "lucide-react";
import { useNavigate } from "react-router";
import { toErrorView } from "../../realtime/answer.ts";
import {
  useActions,
  useMe,
  useMember,
  usePresence,
  useWorkspaceView,
} from "../../state/use-workspace.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Tag } from "../../ui/badge.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { PRESENCE_LABELS } from "../../ui/presence-badge.tsx";
import { showToast } from "../../ui/toasts.ts";

/** Someone who is in a conversation. */
export type Insider = MemberView;

const ROLE_NAMES = { owner: "Owner", admin: "Admin", member: null, guest: "Guest" };

export type MemberLineProps = { person: Insider; onRemove: (() => void) | null };

/** A person of a conversation, with presence, and what can be done about them. */
export function MemberLine({ person, onRemove }: MemberLineProps) {
  const live = useMember(person.userId) ?? person;
  const presence = usePresence(person.userId);
  const isMe = useMe()?.userId === person.userId;
  const role = ROLE_NAMES[live.role];
  return (
    <li className="group flex min-h-12 items-center gap-3 rounded-control px-2 hover:bg-hover">
      <Avatar id={person.userId} name={live.displayName} size={32} presence={presence} />
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2">
          <bdi className="truncate text-[14px] font-medium text-ink">{live.displayName}</bdi>
          {isMe ? <span className="text-small text-muted">(you)</span> : null}
          {role === null ? null : <Tag>{role}</Tag>}
        </p>
        <p className="truncate text-small text-muted">
          <span className={live.title === "" ? undefined : "sr-only"}>
            {PRESENCE_LABELS[presence]}
          </span>
          {live.title}
        </p>
      </div>
      <span className="flex opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 touch:opacity-100">
        {isMe ? null : <MessageButton userId={person.userId} name={live.displayName} />}
        {onRemove ? (
          <IconButton
            size="small"
            label={`Remove ${live.displayName}`}
            icon={<UserMinus />}
            onClick={onRemove}
          />
        ) : null}
      </span>
    </li>
  );
}

function MessageButton({ userId, name }: { userId: string; name: string }) {
  const { openDirectMessage } = useActions();
  const navigate = useNavigate();
  const slug = useWorkspaceView()?.slug ?? "";

  async function open() {
    try {
      const { id } = await openDirectMessage([userId]);
      await navigate(`/${slug}/c/${id}`);
    } catch (error) {
      showToast({ text: toErrorView(error).message, tone: "danger" });
    }
  }

  return (
    <IconButton
      size="small"
      label={`Message ${name}`}
      icon={<MessageSquare />}
      onClick={() => void open()}
    />
  );
}
