import type { ChannelEntry } from "@hallway/protocol";
import { useCallback } from "react";
import { useWorkspace } from "../../state/use-workspace.ts";
import { type FoundPages, useFoundPages } from "../../ui/use-found-pages.ts";

/** The directory, page by page, for a query that is being typed. */
export function useChannelPages(query: string, archived: boolean): FoundPages<ChannelEntry> {
  const { command } = useWorkspace();
  const ask = useCallback(
    async (page: { cursor?: string }) => {
      const answer = await command("channel:browse", { query, archived, ...page });
      return { items: answer.channels, nextCursor: answer.nextCursor };
    },
    [command, query, archived],
  );
  return useFoundPages(query, ask);
}
