import type { AdminMemberView, MeView } from "@hallway/protocol";
import { Avatar } from "../../ui/avatar.tsx";
import { Tag } from "../../ui/badge.tsx";
import type { TableColumn } from "../../ui/table-types.ts";
import { TimeLabel } from "../../ui/time-label.tsx";
import { formatCount } from "./figures-text.ts";
import type { MemberQuestion } from "./member-dialogs.tsx";
import { MemberMenu } from "./member-menu.tsx";
import { RoleSelect } from "./role-select.tsx";

export type MemberTools = {
  me: MeView;
  /** How many active owners there are: the last one is guarded. */
  owners: number;
  ask(question: MemberQuestion): void;
  onChanged(): void;
};

/** The columns of the members table. */
export function memberColumns(tools: MemberTools): TableColumn<AdminMemberView>[] {
  return [
    {
      id: "name",
      header: "Name",
      sortable: true,
      width: "34%",
      cell: (member) => <Person member={member} me={tools.me} />,
    },
    {
      id: "role",
      header: "Role",
      sortable: true,
      width: "184px",
      cell: (member) => <RoleSelect member={member} tools={tools} />,
    },
    { id: "status", header: "Status", cell: (member) => <Status member={member} /> },
    {
      id: "lastSeenAt",
      header: "Last seen",
      sortable: true,
      cell: ({ online, lastSeenAt }) => {
        if (online) return "Now";
        return lastSeenAt ? <TimeLabel moment={lastSeenAt} format="relative" /> : "Never";
      },
    },
    {
      id: "sessions",
      header: "Sessions",
      figures: true,
      cell: ({ sessions }) => formatCount(sessions),
    },
    {
      id: "joinedAt",
      header: "Joined",
      sortable: true,
      cell: ({ joinedAt }) => <TimeLabel moment={joinedAt} format="short" />,
    },
    {
      id: "actions",
      header: "Actions",
      headerHidden: true,
      width: "60px",
      cell: (member) => <MemberMenu member={member} tools={tools} />,
    },
  ];
}

function Person({ member, me }: { member: AdminMemberView; me: MeView }) {
  const { userId, displayName, email, online, deactivatedAt } = member;
  return (
    <span className="flex min-w-0 items-center gap-3 py-1">
      <Avatar
        id={userId}
        name={displayName}
        size={32}
        presence={deactivatedAt ? undefined : online ? "active" : "offline"}
      />
      <span className="flex min-w-0 flex-col">
        <span className="font-medium text-ink">
          <bdi>{displayName}</bdi>
          {userId === me.userId ? <span className="font-normal text-muted"> (you)</span> : null}
        </span>
        <span className="text-small break-all text-muted">{email}</span>
      </span>
    </span>
  );
}

function Status({ member: { deactivatedAt, online } }: { member: AdminMemberView }) {
  if (deactivatedAt) return <Tag tone="danger">Deactivated</Tag>;
  return online ? <Tag tone="success">Online</Tag> : <Tag>Active</Tag>;
}
