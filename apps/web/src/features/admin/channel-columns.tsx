import type { AdminChannelView } from "@hallway/protocol";
import { Archive, ArchiveRestore, Ellipsis, Pencil } from "lucide-react";
import { Tag } from "../../ui/badge.tsx";
import { DropdownMenu } from "../../ui/dropdown-menu.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import type { TableColumn } from "../../ui/table-types.ts";
import { TimeLabel } from "../../ui/time-label.tsx";
import type { ChannelQuestion } from "./channel-dialogs.tsx";
import { formatCount } from "./figures-text.ts";

type Tools = { ask(question: ChannelQuestion): void };

/** The columns of the channels table. */
export function channelColumns(tools: Tools): TableColumn<AdminChannelView>[] {
  return [
    {
      id: "name",
      header: "Channel",
      sortable: true,
      width: "38%",
      cell: (channel) => <ChannelTitle channel={channel} />,
    },
    {
      id: "owner",
      header: "Created by",
      cell: ({ createdByName }) => <bdi>{createdByName ?? "–"}</bdi>,
    },
    {
      id: "members",
      header: "Members",
      sortable: true,
      figures: true,
      cell: ({ members }) => formatCount(members),
    },
    {
      id: "messages",
      header: "Messages",
      sortable: true,
      figures: true,
      cell: ({ messages }) => formatCount(messages),
    },
    {
      id: "lastActivityAt",
      header: "Last activity",
      sortable: true,
      cell: ({ lastActivityAt }) =>
        lastActivityAt ? <TimeLabel moment={lastActivityAt} format="relative" /> : "None yet",
    },
    {
      id: "actions",
      header: "Actions",
      headerHidden: true,
      width: "60px",
      cell: (channel) => <ChannelMenu channel={channel} tools={tools} />,
    },
  ];
}

function ChannelTitle({
  channel: { name, topic, general, archivedAt },
}: {
  channel: AdminChannelView;
}) {
  return (
    <span className="flex min-w-0 flex-col py-1">
      <span className="flex flex-wrap items-center gap-2 font-medium text-ink">
        <bdi className="break-all"># {name}</bdi>
        {general ? <Tag tone="accent">Everyone</Tag> : null}
        {archivedAt ? <Tag>Archived</Tag> : null}
      </span>
      {topic ? (
        <span dir="auto" className="line-clamp-1 text-small text-muted">
          {topic}
        </span>
      ) : null}
    </span>
  );
}

function ChannelMenu({ channel, tools: { ask } }: { channel: AdminChannelView; tools: Tools }) {
  const archived = channel.archivedAt !== null;
  return (
    <DropdownMenu
      align="end"
      trigger={
        <IconButton label={`Actions for ${channel.name}`} icon={<Ellipsis />} size="small" />
      }
      entries={[
        {
          kind: "item",
          label: "Rename",
          icon: <Pencil />,
          disabled: archived,
          onSelect: () => ask({ kind: "rename", channel }),
        },
        archived
          ? {
              kind: "item",
              label: "Unarchive",
              icon: <ArchiveRestore />,
              onSelect: () => ask({ kind: "unarchive", channel }),
            }
          : {
              kind: "item",
              label: "Archive",
              icon: <Archive />,
              danger: true,
              disabled: channel.general,
              onSelect: () => ask({ kind: "archive", channel }),
            },
      ]}
    />
  );
}
