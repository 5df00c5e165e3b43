import { z } from "zod";

/**
 * Message text as it is stored: well-formed Unicode, `\n` line ends, no control characters but newline and tab,
 * no white space at its end.
 */
export function normaliseText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, "\n")
    .replace(CONTROLS_BUT_NEWLINE_AND_TAB, "")
    .trimEnd();
}

/** A name as it is stored: one line, single spaces, no control, zero-width or direction-changing characters. */
export function normaliseName(text: string): string {
  return text.toWellFormed().normalize("NFC").replace(INVISIBLE, "").replace(/\s+/gu, " ").trim();
}

/** A length in code points, as people count: a four-byte emoji is one. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** One line of text for people to read, of at most `max` code points. */
export function line(max: number, { min = 0 }: { min?: number } = {}) {
  return bounded(z.string().overwrite(normaliseName), { min, max });
}

/** Text of several lines, of at most `max` code points. */
export function paragraphs(max: number, { min = 0 }: { min?: number } = {}) {
  return bounded(z.string().overwrite(normaliseText), { min, max });
}

function bounded(schema: z.ZodString, { min, max }: { min: number; max: number }) {
  return schema
    .refine((text) => codePoints(text) >= min && (min === 0 || text.trim() !== ""), {
      error: min <= 1 ? "This can't be empty." : `Use at least ${min} characters.`,
    })
    .refine((text) => text.length <= max || codePoints(text) <= max, {
      error: `Use at most ${max.toLocaleString("en")} characters.`,
    });
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: removing control characters is what this is for
const CONTROLS_BUT_NEWLINE_AND_TAB = /[\u0000-\u0008\u000b-\u001f\u007f]/g;
const INVISIBLE = /[\p{Cc}\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;
