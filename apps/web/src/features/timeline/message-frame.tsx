import type { ReactNode } from "react";
import { useMember, usePresence } from "../../state/use-workspace.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { formatTime } from "../../ui/time.ts";
import { TimeLabel } from "../../ui/time-label.tsx";

export type MessageFrameProps = {
  authorId: string;
  createdAt: string;
  /** The first of a group shows who wrote it. */
  lead: boolean;
  /** Beside the time: what is special about it. */
  note?: ReactNode;
  children: ReactNode;
};

/** Picture, name and time around what someone wrote; only the time, on demand, for the rest of a group. */
export function MessageFrame({ authorId, createdAt, lead, note, children }: MessageFrameProps) {
  if (!lead) {
    return (
      <div className="flex gap-3">
        <span className="w-(--avatar-size) shrink-0 pt-[3px] text-center">
          <TimeLabel
            moment={createdAt}
            className="text-[11px] text-muted opacity-0 group-hover:opacity-100 group-focus-within:opacity-100"
          />
        </span>
        <div className="min-w-0 flex-1">{children}</div>
      </div>
    );
  }
  return (
    <div className="flex gap-3">
      <AuthorPicture userId={authorId} />
      <div className="min-w-0 flex-1">
        <p className="flex min-w-0 items-baseline gap-2 leading-5">
          <AuthorName userId={authorId} />
          <TimeLabel moment={createdAt} className="shrink-0 text-[12.5px] text-muted" />
          {note}
        </p>
        {children}
      </div>
    </div>
  );
}

/** The accessible name of what someone wrote: who and when. */
export function useMessageName(authorId: string, createdAt: string): string {
  const member = useMember(authorId);
  return `${member?.displayName ?? "Someone"}, ${formatTime(createdAt)}`;
}

function AuthorPicture({ userId }: { userId: string }) {
  const member = useMember(userId);
  const presence = usePresence(userId);
  return (
    <Avatar
      id={userId}
      name={member?.displayName ?? ""}
      presence={presence === "offline" ? undefined : presence}
      className="mt-0.5 self-start"
    />
  );
}

function AuthorName({ userId }: { userId: string }) {
  const member = useMember(userId);
  return (
    <span className="min-w-0 truncate font-semibold text-ink">
      <bdi>{member?.displayName ?? "…"}</bdi>
      {member?.deactivatedAt ? <span className="sr-only"> (deactivated)</span> : null}
    </span>
  );
}
