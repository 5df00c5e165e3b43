import {
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import type { VirtualizerHandle } from "virtua";
import { isReachable, type Row, rowOf } from "./rows.ts";

export type Walking = {
  /** The row that Tab leads to. */
  reachableKey: string | null;
  /** Rows that must stay on the page though they are scrolled away. */
  keepMounted: readonly number[];
  onKeyDown(event: KeyboardEvent): void;
  onFocus(event: FocusEvent): void;
  focusRow(key: string): void;
};

/** Walks through the messages with the arrow keys; one of them is in the order of Tab. */
export function useWalking(
  rows: readonly Row[],
  list: RefObject<VirtualizerHandle | null>,
): Walking {
  const [current, setCurrent] = useState<string | null>(null);
  const wanted = useRef<string | null>(null);
  const reachable = reachableRow(rows, current);
  const index = reachable === null ? -1 : rowOf(rows, reachable);

  useLayoutEffect(() => {
    const key = wanted.current;
    const element = key === null ? null : document.getElementById(`message-${key}`);
    if (!element) return;
    wanted.current = null;
    element.focus({ preventScroll: true });
  });

  function focusRow(key: string) {
    wanted.current = key;
    setCurrent(key);
    const at = rowOf(rows, key);
    if (at >= 0) list.current?.scrollToIndex(at, { align: "nearest" });
    const element = document.getElementById(`message-${key}`);
    if (!element) return;
    wanted.current = null;
    element.focus({ preventScroll: true });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (!(event.target instanceof HTMLElement) || event.defaultPrevented) return;
    if (event.target.tagName !== "ARTICLE" || event.altKey || event.ctrlKey || event.metaKey)
      return;
    const key = event.target.id.replace(/^message-/, "");
    const next = neighbour(rows, rowOf(rows, key), event.key);
    if (next === null) return;
    event.preventDefault();
    focusRow(next);
  }

  return {
    reachableKey: reachable,
    keepMounted: index < 0 ? [] : [index],
    onKeyDown,
    onFocus(event) {
      const article = event.target.closest("article");
      if (article) setCurrent(article.id.replace(/^message-/, ""));
    },
    focusRow,
  };
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
