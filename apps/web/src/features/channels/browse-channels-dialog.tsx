import type { ChannelEntry } from "@hallway/protocol";
import { Hash, Lock, Plus, Search, SearchX } from "lucide-react";
import { useState } from "react";
import { useNavigate } from "react-router";
import { toErrorView } from "../../realtime/answer.ts";
import {
  useActions,
  useMe,
  useParticipation,
  useWorkspaceView,
} from "../../state/use-workspace.ts";
import { Tag } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { showToast } from "../../ui/toasts.ts";
import { useStands } from "../../ui/use-stands.ts";
import { useChannelPages } from "./use-channel-pages.ts";

export type BrowseChannelsDialogProps = { onClose(): void; onCreate(): void };

/** All channels there are for me: to join, or to go to. */
export function BrowseChannelsDialog({ onClose, onCreate }: BrowseChannelsDialogProps) {
  const [query, setQuery] = useState("");
  const [archived, setArchived] = useState(false);
  const pages = useChannelPages(query.trim(), archived);
  const mayCreate = useMe()?.can.createChannels ?? false;
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Browse channels"
      width="wide"
      footer={
        mayCreate ? (
          <Button icon={<Plus className="size-4" aria-hidden="true" />} onClick={onCreate}>
            New channel
          </Button>
        ) : null
      }
    >
      <div className="flex min-h-[46dvh] flex-col gap-3">
        <TextField
          label="Search channels"
          labelHidden
          type="search"
          placeholder="Search by name, topic or purpose"
          prefix={<Search />}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          autoFocus
        />
        <Checkbox
          label="Only archived channels"
          checked={archived}
          onChange={(event) => setArchived(event.target.checked)}
        />
        <ChannelList pages={pages} query={query} onClose={onClose} />
      </div>
    </Dialog>
  );
}

type ChannelListProps = {
  pages: ReturnType<typeof useChannelPages>;
  query: string;
  onClose(): void;
};

function ChannelList({ pages, query, onClose }: ChannelListProps) {
  const { found: channels, problem, more } = pages;
  if (problem !== null) {
    return <ErrorState title="The channels did not load" text={problem} onRetry={pages.retry} />;
  }
  if (channels === null) return <SkeletonRows label="Loading channels" />;
  if (channels.length === 0) {
    return (
      <EmptyState
        compact
        icon={<SearchX />}
        title="No channel found"
        text={
          query.trim() === ""
            ? "There is none that is open to you yet."
            : "Try another word, or look among the archived ones."
        }
      />
    );
  }
  return (
    <>
      <ul aria-label="Channels" className="-mx-2 flex flex-col">
        {channels.map((channel) => (
          <ChannelLine key={channel.id} channel={channel} onClose={onClose} />
        ))}
      </ul>
      {more ? (
        <Button variant="ghost" onClick={pages.loadMore}>
          Show more
        </Button>
      ) : null}
    </>
  );
}

function ChannelLine({ channel, onClose }: { channel: ChannelEntry; onClose(): void }) {
  const navigate = useNavigate();
  const actions = useActions();
  const isGuest = useMe()?.role === "guest";
  const slug = useWorkspaceView()?.slug ?? "";
  const joined = useParticipation(channel.id) !== undefined;
  const [busy, setBusy] = useState(false);
  const stands = useStands();
  const Sign = channel.private ? Lock : Hash;
  const mayJoin = !joined && channel.archivedAt === null && !isGuest;

  async function open() {
    onClose();
    await navigate(`/${slug}/c/${channel.id}`);
  }

  async function join() {
    setBusy(true);
    try {
      await actions.joinChannel(channel.id);
      if (stands.current) await open();
    } catch (error) {
      showToast({ text: toErrorView(error).message, tone: "danger" });
      setBusy(false);
    }
  }

  return (
    <li className="flex items-center gap-3 rounded-control px-2 py-2 hover:bg-hover">
      <Sign className="size-4 shrink-0 self-start mt-1 text-ink-2" aria-hidden="true" />
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2">
          <bdi className="truncate font-semibold text-ink">{channel.name}</bdi>
          {joined ? <Tag tone="accent">Joined</Tag> : null}
          {channel.archivedAt === null ? null : <Tag>Archived</Tag>}
        </p>
        <p className="tabular truncate text-small text-muted">
          {channel.memberCount} {channel.memberCount === 1 ? "person" : "people"}
          {channel.topic || channel.purpose ? ` · ${channel.topic || channel.purpose}` : ""}
        </p>
      </div>
      <Button size="small" aria-label={`Open #${channel.name}`} onClick={() => void open()}>
        Open
      </Button>
      {mayJoin ? (
        <Button
          size="small"
          variant="primary"
          aria-label={`Join #${channel.name}`}
          loading={busy}
          onClick={() => void join()}
        >
          Join
        </Button>
      ) : null}
    </li>
  );
}
