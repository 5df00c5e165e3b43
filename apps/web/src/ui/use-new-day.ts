import { useEffect, useState } from "react";
import { untilTomorrow } from "./time.ts";

/** Draws again when a new day begins: what is called today is yesterday then. */
export function useNewDay(): void {
  const [day, setDay] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each day waits for the next one.
  useEffect(() => {
    const timer = setTimeout(() => setDay((count) => count + 1), untilTomorrow());
    return () => clearTimeout(timer);
  }, [day]);
}
