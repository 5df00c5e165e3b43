const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Letters of these scripts would melt into a word. */
const JOINING = /^[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Nko}]/u;
const NON_JOINER = "\u200c";

/** One or two letters that stand for a name: `Ann Archer` is `AA`, `Ann` is `A`, nothing is `?`. */
export function initials(name: string): string {
  const words = name
    .trim()
    .split(/\s+/u)
    .map((word) => word.replace(/^[\p{P}\p{C}]+/u, ""))
    .filter(Boolean);
  const first = words.at(0);
  if (first === undefined) return "?";
  const last = words.length > 1 ? words.at(-1) : undefined;
  if (last === undefined) return firstLetter(first);
  return firstLetter(first) + (JOINING.test(last) ? NON_JOINER : "") + firstLetter(last);
}

/** A hue for an id, the same on every machine and for ever. */
export function hueOf(id: string): number {
  let hash = 2166136261;
  for (const letter of id) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16777619);
  return HUES[(hash >>> 0) % HUES.length] ?? 0;
}

/** Hues apart enough to tell people from each other. */
export const HUES = [15, 45, 75, 110, 145, 170, 195, 225, 255, 280, 305, 335];

function firstLetter(word: string): string {
  for (const { segment } of letters.segment(word)) return segment.toLocaleUpperCase();
  return "";
}
