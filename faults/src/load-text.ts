import type { Random } from "./random.ts";

const WORDS = ["tea", "later", "the plan", "on it", "done", "why", "look here", "tomorrow"];

/** A message nobody else ever wrote: it begins with a token of its own, which edits keep. */
export function writeText(
  token: string,
  { random, mention }: { random: Random; mention: string | null },
): string {
  const words = Array.from({ length: 1 + random.below(4) }, () => random.pick(WORDS));
  if (mention) words.push(mention);
  return `[${token}] ${words.join(" ")}`;
}

/** What tells one logical message from all others, whatever its text has become; null once it is deleted. */
export function tokenOf(text: string): string | null {
  return /^\[([\w.]+)\]/.exec(text)?.[1] ?? null;
}
