import { useCallback, useSyncExternalStore } from "react";

/** True while the media query holds. */
export function useMediaQuery(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = matchMedia(query);
      list.addEventListener("change", listener);
      return () => list.removeEventListener("change", listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}

/** One column, the size of a phone: the same width as the `phone:` variant in the style sheet. */
export function useIsPhone(): boolean {
  return useMediaQuery("(max-width: 767px)");
}
