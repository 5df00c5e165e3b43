import { type FocusEvent, type KeyboardEvent, useLayoutEffect, useRef, useState } from "react";
import { isReachable, type Row, rowOf } from "./rows.ts";

export type Walking = {
  /** The row that Tab leads to. */
  reachableKey: string | null;
  onKeyDown(event: KeyboardEvent): void;
  onFocus(event: FocusEvent): void;
  onBlur(): void;
  focusRow(key: string): void;
};

/** Walks through the messages with the arrow keys; one of them is in the order of Tab. */
export function useWalking(rows: readonly Row[], reveal: (key: string) => void): Walking {
  const [current, setCurrent] = useState<string | null>(null);
  const wanted = useRef<string | null>(null);

  /** The row that has the focus itself: when it is drawn anew, as one that has arrived, it keeps it. */
  const focused = useRef<string | null>(null);

  useLayoutEffect(() => {
    if (wanted.current !== null && focus(wanted.current)) wanted.current = null;
    if (focused.current !== null && document.activeElement === document.body) {
      focus(focused.current);
    }
  });

  function focusRow(key: string) {
    setCurrent(key);
    reveal(key);
    wanted.current = focus(key) ? null : key;
  }

  return {
    reachableKey: reachableRow(rows, current),
    onKeyDown(event) {
      if (!(event.target instanceof HTMLElement) || event.defaultPrevented) return;
      if (event.target.tagName !== "ARTICLE" || hasModifier(event)) return;
      const next = neighbour(rows, rowOf(rows, keyOf(event.target)), event.key);
      if (next === null) return;
      event.preventDefault();
      focusRow(next);
    },
    onFocus(event) {
      const article = event.target.closest("article");
      if (article) setCurrent(keyOf(article));
      focused.current = article === event.target ? keyOf(article) : null;
    },
    onBlur() {
      focused.current = null;
    },
    focusRow,
  };
}

function focus(key: string): boolean {
  const element = document.getElementById(`message-${key}`);
  element?.focus({ preventScroll: true });
  return element !== null;
}

function keyOf(article: Element): string {
  return article.id.replace(/^message-/, "");
}

function hasModifier(event: KeyboardEvent): boolean {
  return event.altKey || event.ctrlKey || event.metaKey;
}

function reachableRow(rows: readonly Row[], current: string | null): string | null {
  if (current !== null && rowOf(rows, current) >= 0) return current;
  return rows.findLast(isReachable)?.key ?? null;
}

function neighbour(rows: readonly Row[], from: number, key: string): string | null {
  switch (key) {
    case "ArrowUp":
      return rows.slice(0, Math.max(0, from)).findLast(isReachable)?.key ?? null;
    case "ArrowDown":
      return rows.slice(from + 1).find(isReachable)?.key ?? null;
    case "Home":
      return rows.find(isReachable)?.key ?? null;
    case "End":
      return rows.findLast(isReachable)?.key ?? null;
    default:
      return null;
  }
}
