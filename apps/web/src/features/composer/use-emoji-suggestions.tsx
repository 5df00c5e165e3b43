import { useEffect, useMemo, useState } from "react";
import type { Suggestion } from "./suggestion-list.tsx";

type EmojiData = typeof import("@hallway/markup/emoji-data");

const MOST = 10;

/** Emoji by a part of their name; `null` asks for nothing. The table of emoji comes when first needed. */
export function useEmojiSuggestions(query: string | null): readonly Suggestion[] {
  const [data, setData] = useState<EmojiData | null>(null);
  const needed = query !== null && data === null;
  useEffect(() => {
    if (!needed) return;
    let current = true;
    import("@hallway/markup/emoji-data").then(
      (loaded) => {
        if (current) setData(loaded);
      },
      () => {
        // Offline before it came: the short name stays as it is typed.
      },
    );
    return () => {
      current = false;
    };
  }, [needed]);
  return useMemo(() => {
    if (query === null || data === null) return [];
    return data.searchEmoji(query, MOST).map(({ char, name }) => ({
      key: name,
      title: `:${name}:`,
      picture: <span className="text-[18px]">{char}</span>,
      pick: { text: char },
    }));
  }, [query, data]);
}
