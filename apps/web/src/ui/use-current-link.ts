import { type RefObject, useEffect, useRef } from "react";

/** Keeps the current link of a row of links in sight when the place changes. */
export function useCurrentLink<Row extends HTMLElement>(place: string): RefObject<Row | null> {
  const row = useRef<Row>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place has another current link.
  useEffect(() => {
    const current = row.current?.querySelector("[aria-current='page']");
    current?.scrollIntoView({ inline: "center", block: "nearest" });
  }, [place]);
  return row;
}
