import type { KeyboardEvent } from "react";
import { isComposing, matchesHotkey } from "../../ui/hotkeys.ts";
import type { ActiveOption } from "../../ui/use-active-option.ts";
import { applyEdit, selectedIn } from "./apply-edit.ts";
import { formats } from "./formats.ts";
import { breakLine } from "./text-edit.ts";

export type BoxKeys = {
  /** The suggestions, while they are shown. */
  suggestions: { active: ActiveOption; choose(): void; close(): void } | null;
  onSubmit(): void;
  onCancel: (() => void) | undefined;
  onUp: (() => void) | undefined;
};

/** Takes a key press in the text box: suggestions first, then formatting, sending and breaking lines. */
export function takeKey(event: KeyboardEvent<HTMLTextAreaElement>, keys: BoxKeys): void {
  if (isComposing(event)) return;
  if (keys.suggestions && takeForSuggestions(event, keys.suggestions)) return;
  const box = event.currentTarget;
  const format = formats.find(({ shortcut }) => matchesHotkey(event, shortcut));
  if (format) {
    event.preventDefault();
    applyEdit(box, format.edit(selectedIn(box)));
  } else if (event.key === "Enter" && event.shiftKey) {
    event.preventDefault();
    applyEdit(box, breakLine(selectedIn(box)));
  } else if (event.key === "Enter" && !event.altKey) {
    event.preventDefault();
    keys.onSubmit();
  } else if (event.key === "Escape" && keys.onCancel) {
    event.preventDefault();
    event.stopPropagation();
    keys.onCancel();
  } else if (event.key === "ArrowUp" && box.value === "" && keys.onUp && !hasModifier(event)) {
    event.preventDefault();
    keys.onUp();
  }
}

function takeForSuggestions(
  event: KeyboardEvent,
  { active, choose, close }: NonNullable<BoxKeys["suggestions"]>,
): boolean {
  if (active.move(event)) return true;
  if (event.key === "Escape") close();
  else if ((event.key === "Enter" || event.key === "Tab") && !hasModifier(event)) choose();
  else return false;
  event.preventDefault();
  event.stopPropagation();
  return true;
}

function hasModifier(event: KeyboardEvent): boolean {
  return event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
}
