import type { Suggestion } from "./suggestion-list.tsx";
import type { Trigger } from "./suggestion-trigger.ts";
import { useChannelSuggestions } from "./use-channel-suggestions.tsx";
import { useEmojiSuggestions } from "./use-emoji-suggestions.tsx";
import { usePeopleSuggestions } from "./use-people-suggestions.tsx";

/** What could be meant by what was begun, the likeliest first. */
export function useSuggestions(
  conversationId: string,
  trigger: Trigger | null,
): readonly Suggestion[] {
  const queryFor = (sign: Trigger["sign"]) => (trigger?.sign === sign ? trigger.query : null);
  const people = usePeopleSuggestions(conversationId, queryFor("@"));
  const channels = useChannelSuggestions(queryFor("#"));
  const emoji = useEmojiSuggestions(queryFor(":"));
  switch (trigger?.sign) {
    case "@":
      return people;
    case "#":
      return channels;
    case ":":
      return emoji;
    default:
      return NOTHING;
  }
}

const NOTHING: readonly Suggestion[] = [];
