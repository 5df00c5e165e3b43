import { parse } from "./parse.ts";
import { inlinesOf } from "./walk.ts";

/** The addresses a message links to, each once, in order. */
export function linksOf(text: string): string[] {
  const links = new Set<string>();
  for (const inline of inlinesOf(parse(text))) {
    if (inline.kind === "link") links.add(inline.href);
  }
  return [...links];
}
