import type { EmojiLookup } from "@hallway/markup";
import { useEffect, useSyncExternalStore } from "react";

const SHORT_NAME = /:[a-z0-9_+-]{1,64}:/;

let lookup: EmojiLookup | undefined;
let loading: Promise<void> | undefined;
const listeners = new Set<() => void>();

/** The emoji of short names such as `:tada:`, fetched when the first text needs them. */
export function useEmojiNames(text: string): EmojiLookup | undefined {
  const needed = SHORT_NAME.test(text);
  useEffect(() => {
    if (needed) void load();
  }, [needed]);
  const current = useSyncExternalStore(subscribe, () => lookup);
  return needed ? current : undefined;
}

function load(): Promise<void> {
  loading ??= import("@hallway/markup/emoji-data").then(
    ({ emojiNamed }) => {
      lookup = emojiNamed;
      for (const notify of listeners) notify();
    },
    () => {
      loading = undefined;
    },
  );
  return loading;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
