import { z } from "zod";
import { normaliseName, normaliseText } from "./normalise.ts";

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
