import { useState } from "react";
import { followChanges } from "./follow-changes.ts";

/** What a form holds of something that may be changed elsewhere while it is open. */
export function useFollowed<Parts extends Readonly<Record<string, string>>>(
  now: Parts,
): [Parts, (held: Parts) => void] {
  const [held, setHeld] = useState(now);
  const [before, setBefore] = useState(now);
  if (Object.keys(now).some((part) => now[part] !== before[part])) {
    setBefore(now);
    setHeld(followChanges(held, { before, now }));
  }
  return [held, setHeld];
}
