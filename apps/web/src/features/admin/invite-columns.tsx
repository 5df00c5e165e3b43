import type { InviteView } from "@hallway/protocol";
import { Link2, Mail } from "lucide-react";
import { useMember } from "../../state/use-workspace.ts";
import { Tag, type TagTone } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import type { TableColumn } from "../../ui/table-types.ts";
import { TimeLabel } from "../../ui/time-label.tsx";
import { inviteName, inviteUses } from "./invite-words.ts";
import { roleWords } from "./role-words.ts";

const STATES: Record<InviteView["state"], { word: string; tone: TagTone }> = {
  open: { word: "Open", tone: "success" },
  used: { word: "Used up", tone: "neutral" },
  expired: { word: "Expired", tone: "neutral" },
  revoked: { word: "Revoked", tone: "danger" },
};

/** The columns of the invitations table. */
export function inviteColumns({
  revoke,
}: {
  revoke(invite: InviteView): void;
}): TableColumn<InviteView>[] {
  return [
    {
      id: "invitation",
      header: "Invitation",
      width: "30%",
      cell: (invite) => <InviteTitle invite={invite} />,
    },
    { id: "role", header: "Role", cell: ({ role }) => roleWords[role] },
    { id: "state", header: "State", cell: ({ state }) => <State state={state} /> },
    { id: "uses", header: "Used", figures: true, cell: inviteUses },
    {
      id: "expires",
      header: "Ends",
      cell: ({ expiresAt }) =>
        expiresAt ? <TimeLabel moment={expiresAt} format="relative" /> : "Never",
    },
    { id: "by", header: "By", cell: ({ createdById }) => <PersonName userId={createdById} /> },
    {
      id: "created",
      header: "Created",
      cell: ({ createdAt }) => <TimeLabel moment={createdAt} format="short" />,
    },
    {
      id: "actions",
      header: "Actions",
      headerHidden: true,
      width: "96px",
      cell: (invite) =>
        invite.state === "open" ? (
          <Button
            size="small"
            aria-label={`Revoke ${inviteName(invite)}`}
            onClick={() => revoke(invite)}
          >
            Revoke
          </Button>
        ) : null,
    },
  ];
}

function InviteTitle({ invite }: { invite: InviteView }) {
  const Icon = invite.email ? Mail : Link2;
  return (
    <span className="flex min-w-0 items-center gap-2.5 phone:min-h-11 phone:pr-24">
      <Icon className="size-4 shrink-0 text-muted" aria-hidden="true" />
      {invite.email ? (
        <span className="break-all">{invite.email}</span>
      ) : (
        <>
          Link <Tag>{inviteName(invite)}</Tag>
        </>
      )}
    </span>
  );
}

function State({ state }: { state: InviteView["state"] }) {
  const { word, tone } = STATES[state];
  return <Tag tone={tone}>{word}</Tag>;
}

function PersonName({ userId }: { userId: string }) {
  return <bdi>{useMember(userId)?.displayName ?? "…"}</bdi>;
}
