import type { ChannelEntry } from "@hallway/protocol";
import { useCallback, useEffect, useRef, useState } from "react";
import { toErrorView } from "../../realtime/answer.ts";
import { useWorkspace } from "../../state/use-workspace.ts";

const TYPING_PAUSE_MS = 120;

/** The channels that were asked for, as far as they are loaded. */
export type ChannelPages = {
  channels: readonly ChannelEntry[] | null;
  more: boolean;
  problem: string | null;
  loadMore(): void;
  retry(): void;
};

/** The directory, page by page, for a query that is being typed. */
export function useChannelPages(query: string, archived: boolean): ChannelPages {
  const { command } = useWorkspace();
  const [channels, setChannels] = useState<readonly ChannelEntry[] | null>(null);
  const [cursor, setCursor] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  const request = useRef(0);

  const load = useCallback(
    async (from: string | null) => {
      const mine = ++request.current;
      try {
        const page = await command("channel:browse", {
          query,
          archived,
          ...(from === null ? {} : { cursor: from }),
        });
        if (mine !== request.current) return;
        setChannels((old) => (from === null ? page.channels : [...(old ?? []), ...page.channels]));
        setCursor(page.nextCursor);
        setProblem(null);
      } catch (error) {
        if (mine === request.current) setProblem(toErrorView(error).message);
      }
    },
    [command, query, archived],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again.
  useEffect(() => {
    const timer = setTimeout(() => void load(null), query === "" ? 0 : TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [load, query, attempt]);

  return {
    channels,
    more: cursor !== null,
    problem,
    loadMore: () => void load(cursor),
    retry: () => setAttempt((count) => count + 1),
  };
}
