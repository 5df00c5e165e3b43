import { type KeyboardEvent, useEffect, useId, useState } from "react";

/** A list of options under a text box: which one is active, and the attributes that tie both together. */
export type ActiveOption = {
  at: number;
  setAt(at: number): void;
  listId: string;
  optionId(at: number): string;
  /** For the text box. */
  boxProps: { "aria-controls": string | undefined; "aria-activedescendant": string | undefined };
  /** Moves by arrow keys, round and round; true when the key was one of them. */
  move(event: KeyboardEvent): boolean;
};

/** Follows the active one of `count` options; `resetKey` changing puts it back to the first. */
export function useActiveOption(count: number, resetKey: string): ActiveOption {
  const listId = useId();
  const [chosen, setChosen] = useState({ key: resetKey, at: 0 });
  const at = chosen.key === resetKey ? Math.max(0, Math.min(chosen.at, count - 1)) : 0;
  const optionId = (index: number) => `${listId}-${index}`;
  const setAt = (next: number) => setChosen({ key: resetKey, at: next });
  const activeId = count > 0 ? optionId(at) : undefined;

  useEffect(() => {
    if (activeId) document.getElementById(activeId)?.scrollIntoView({ block: "nearest" });
  }, [activeId]);

  function move(event: KeyboardEvent): boolean {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (to === undefined || count === 0 || event.altKey || event.ctrlKey || event.metaKey) {
      return false;
    }
    event.preventDefault();
    setAt((to + count) % count);
    return true;
  }

  return {
    at,
    setAt,
    listId,
    optionId,
    boxProps: {
      "aria-controls": count > 0 ? listId : undefined,
      "aria-activedescendant": activeId,
    },
    move,
  };
}
