import type { ReactNode } from "react";
import type { ActiveOption } from "../../ui/use-active-option.ts";
import type { Named } from "./picks.ts";

/** Something that can stand for what was begun: a person, a channel, an emoji. */
export type Suggestion = {
  key: string;
  title: string;
  /** In a quieter colour beside it. */
  detail?: string;
  picture: ReactNode;
  /** A mention is picked; an emoji is simply text. */
  pick: Named | { text: string };
};

export type SuggestionListProps = {
  label: string;
  suggestions: readonly Suggestion[];
  active: ActiveOption;
  onChoose(suggestion: Suggestion): void;
};

/** The suggestions above the text box, which keeps the focus and points at the active one. */
export function SuggestionList({ label, suggestions, active, onChoose }: SuggestionListProps) {
  return (
    <div
      role="listbox"
      id={active.listId}
      aria-label={label}
      // The keys move the active option and the list follows; who scrolls by other means can reach it too.
      tabIndex={0}
      className="motion-rise absolute inset-x-0 bottom-full z-20 mb-1.5 max-h-72 overflow-y-auto overscroll-contain rounded-card border border-line bg-raised p-1.5 shadow-2"
      data-state="open"
    >
      {suggestions.map((suggestion, at) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the text box takes the keys for the active option.
        <div
          key={suggestion.key}
          role="option"
          id={active.optionId(at)}
          aria-selected={at === active.at}
          tabIndex={-1}
          onMouseDown={(event) => event.preventDefault()}
          onMouseMove={() => {
            if (at !== active.at) active.setAt(at);
          }}
          onClick={() => onChoose(suggestion)}
          className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-[7px] px-2.5 text-[14px] aria-selected:bg-accent-soft aria-selected:text-accent-text phone:min-h-11"
        >
          <span className="flex w-6 shrink-0 justify-center" aria-hidden="true">
            {suggestion.picture}
          </span>
          <bdi className="truncate font-medium">{suggestion.title}</bdi>
          {suggestion.detail ? (
            <span className="min-w-0 flex-1 truncate text-small text-muted">
              {suggestion.detail}
            </span>
          ) : null}
        </div>
      ))}
    </div>
  );
}
