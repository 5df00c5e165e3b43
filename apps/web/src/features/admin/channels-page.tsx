import type { AdminChannelView } from "@hallway/protocol";
import { Hash } from "lucide-react";
import { useCallback, useState } from "react";
import { useWorkspace, useWorkspaceView } from "../../state/use-workspace.ts";
import { useDocumentTitle } from "../../ui/document-title.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PanelHeader } from "../../ui/panel-layout.tsx";
import { oneOf, useAddressQuery } from "./address-query.ts";
import { useLookAgain } from "./admin-live.ts";
import { channelColumns } from "./channel-columns.tsx";
import { ChannelDialogs, type ChannelQuestion } from "./channel-dialogs.tsx";
import { countOf } from "./figures-text.ts";
import { PagedTable } from "./paged-table.tsx";
import { SearchBox } from "./search-box.tsx";
import { usePages } from "./use-pages.ts";

const SORTS = ["name", "members", "messages", "lastActivityAt"] as const;

/** Every public channel; of the private ones only how many there are. */
export function ChannelsPage() {
  useDocumentTitle("Channels", useWorkspaceView()?.name);
  const workspace = useWorkspace();
  const [query, setQuery] = useAddressQuery();
  const [asked, setAsked] = useState<ChannelQuestion | null>(null);
  const sort = oneOf(query.get("sort"), SORTS) ?? "name";
  const descending = query.get("order") === "descending";
  const text = query.get("q")?.trim() ?? "";
  const search = useCallback((typed: string) => setQuery({ q: typed }), [setQuery]);
  const pages = usePages(async (cursor) => {
    const { channels, nextCursor, total, privateChannels } = await workspace.command(
      "admin:channels",
      { sort, descending, ...(text && { query: text }), ...(cursor && { cursor }) },
    );
    return { rows: channels, nextCursor, facts: { total, privateChannels } };
  }, [workspace.id, sort, descending, text].join("|"));
  useLookAgain(({ action }) => action.startsWith("channel."), pages.reload);
  return (
    <>
      <PanelHeader title="Channels" intro={pages.data ? introOf(pages.data.facts) : "\u00a0"} />
      <SearchBox label="Search channels" value={query.get("q") ?? ""} onSearch={search} />
      <PagedTable<AdminChannelView, { total: number; privateChannels: number }>
        label="Channels"
        pages={pages}
        columns={channelColumns({ ask: setAsked })}
        rowKey={({ id }) => id}
        sort={{ column: sort, direction: descending ? "descending" : "ascending" }}
        onSort={({ column, direction }) =>
          setQuery({ sort: column, order: direction === "descending" ? direction : null })
        }
        empty={
          <EmptyState
            icon={<Hash />}
            title="No channel matches"
            text="Search for a part of a channel's name."
          />
        }
      />
      <ChannelDialogs asked={asked} onClose={() => setAsked(null)} onDone={pages.reload} />
    </>
  );
}

function introOf({ total, privateChannels }: { total: number; privateChannels: number }): string {
  const open = countOf(total, "public channel");
  if (privateChannels === 0) return open;
  return `${open} · ${countOf(privateChannels, "private one")}, which only ${
    privateChannels === 1 ? "its" : "their"
  } members see`;
}
