import { useEffect, useLayoutEffect, useRef } from "react";
import { isComposing, isTyping, matchesHotkey } from "./hotkeys.ts";

type Action = (event: KeyboardEvent) => void;

/** What a key does; `whileTyping` also inside text boxes. */
export type Hotkey = Action | { run: Action; whileTyping: true };

/** Listens on the window: `useHotkeys({ "mod+k": { run: open, whileTyping: true }, "?": help })`. The first match is taken. */
export function useHotkeys(hotkeys: Record<string, Hotkey>, enabled = true): void {
  const latest = useRef(hotkeys);
  // With what is drawn: a key that comes right after it must not act on what was there before.
  useLayoutEffect(() => {
    latest.current = hotkeys;
  });
  useEffect(() => {
    if (!enabled) return;
    function press(event: KeyboardEvent) {
      if (event.defaultPrevented || isComposing(event)) return;
      for (const [notation, hotkey] of Object.entries(latest.current)) {
        const always = typeof hotkey !== "function";
        if (!matchesHotkey(event, notation) || (!always && isTyping(event.target))) continue;
        event.preventDefault();
        (always ? hotkey.run : hotkey)(event);
        return;
      }
    }
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [enabled]);
}
