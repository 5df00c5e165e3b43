import type { Names } from "./ast.ts";
import { parse } from "./parse.ts";
import { inlinesOf } from "./walk.ts";

/** What a person picked from a list of suggestions: what the box shows, and what is stored for it. */
export type Pick = { label: string; token: string };

/** A message as the composer shows it. */
export type Editable = { text: string; picks: Pick[] };

type Occurrence = { index: number; length: number; replacement: string };

const TOKEN = /<(?:[@#][0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|!channel|!here)>/g;
const MAX_PICKS = 50;

/**
 * Turns what the composer shows into what is stored: every picked label becomes its token, the longest
 * label first, only as a whole word and never in code.
 */
export function toStored(text: string, picks: Pick[]): string {
  const labels = labelPattern(picks);
  if (!labels) return text;
  const tokens = new Map(picks.toReversed().map(({ label, token }) => [label, token]));
  return replaceMentions(text, labels, (label) => tokens.get(label));
}

/**
 * Turns what is stored into what the composer shows, and the picks that lead back to exactly what is
 * stored. A mention whose label would not (another person's name is the same, the name cannot be seen)
 * stays a token.
 */
export function toEditable(stored: string, names: Names): Editable {
  const all = pickable(stored, names);
  const whole = withPicks(stored, all);
  if (leadsBack(whole, stored)) return whole;
  let kept: Editable = { text: stored, picks: [] };
  for (const pick of all.slice(0, MAX_PICKS)) {
    const more = withPicks(stored, [...kept.picks, pick]);
    if (leadsBack(more, stored)) kept = more;
  }
  return kept;
}

function pickable(stored: string, names: Names): Pick[] {
  const tokens = new Set([...stored.matchAll(TOKEN)].map(([token]) => token));
  return [...tokens].flatMap((token) => {
    const label = labelOf(token, names);
    return label === undefined ? [] : [{ label, token }];
  });
}

function labelOf(token: string, names: Names): string | undefined {
  if (token.startsWith("<!")) return `@${token.slice(2, -1)}`;
  const id = token.slice(2, -1).toLowerCase();
  const name = token.startsWith("<@") ? names.user(id) : names.channel(id);
  return name === undefined || name === "" ? undefined : token.charAt(1) + name;
}

function withPicks(stored: string, picks: Pick[]): Editable {
  const labels = new Map(picks.map(({ label, token }) => [token, label]));
  return { text: replaceMentions(stored, TOKEN, (token) => labels.get(token)), picks };
}

function leadsBack({ text, picks }: Editable, stored: string): boolean {
  return toStored(text, picks) === stored;
}

function labelPattern(picks: Pick[]): RegExp | null {
  const labels = picks.map(({ label }) => label).filter((label) => label !== "");
  if (labels.length === 0) return null;
  const longestFirst = labels.sort((a, b) => b.length - a.length).map(escapePattern);
  const word = "[\\p{L}\\p{M}\\p{N}_]";
  const source = `(?<!${word})(?:${longestFirst.join("|")})(?!${word}|-${word})`;
  return new RegExp(`${TOKEN.source}|${source}`, "gu");
}

function escapePattern(label: string): string {
  return label.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

/**
 * Replaces what `pattern` finds, wherever a mention there would be read as one. Each place gets a mark
 * of its own in the form of a mention; parsing then tells which marks are mentions and which are code.
 */
function replaceMentions(
  text: string,
  pattern: RegExp,
  replacementOf: (found: string) => string | undefined,
): string {
  const found = [...text.matchAll(pattern)].map((match) => ({
    index: match.index,
    length: match[0].length,
    original: match[0],
  }));
  if (found.length === 0) return text;
  const marked = splice(
    text,
    found.map((at, order) => ({ ...at, replacement: markOf(order) })),
  );
  const read = new Set<string>();
  for (const inline of inlinesOf(parse(marked))) {
    if (inline.kind === "user-mention") read.add(`<@${inline.userId}>`);
  }
  return splice(
    text,
    found.map(({ original, ...at }, order) => {
      const replacement = read.has(markOf(order)) ? replacementOf(original) : undefined;
      return { ...at, replacement: replacement ?? original };
    }),
  );
}

function markOf(order: number): string {
  return `<@00000000-0000-0000-0000-${order.toString(16).padStart(12, "0")}>`;
}

function splice(text: string, occurrences: Occurrence[]): string {
  let from = 0;
  const parts = occurrences.map(({ index, length, replacement }) => {
    const part = text.slice(from, index) + replacement;
    from = index + length;
    return part;
  });
  return parts.join("") + text.slice(from);
}
