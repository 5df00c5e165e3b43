import { useCallback, useRef, useState } from "react";
import type { Overlay } from "./overlay.ts";

/** A dialog that closes may give the focus to something that is gone; then it goes where it came from. */
const AFTER_DIALOG_MS = 60;

/** The dialog over the shell. When it closes, the focus is where it was before. */
export function useOverlay(): [Overlay | null, (overlay: Overlay | null) => void] {
  const [overlay, setOverlay] = useState<Overlay | null>(null);
  const opener = useRef<Element | null>(null);
  const isOpen = useRef(false);
  const show = useCallback((next: Overlay | null) => {
    if (!isOpen.current && next !== null) opener.current = document.activeElement;
    isOpen.current = next !== null;
    setOverlay(next);
    if (next === null) setTimeout(() => giveFocusBack(opener.current), AFTER_DIALOG_MS);
  }, []);
  return [overlay, show];
}

function giveFocusBack(opener: Element | null): void {
  if (document.activeElement !== document.body) return;
  const isThere = opener instanceof HTMLElement && opener.isConnected && opener !== document.body;
  const target = isThere
    ? opener
    : document.querySelector<HTMLElement>("main textarea, main button, nav a");
  target?.focus();
}
