import type { z } from "zod";

/**
 * Reads by a schema what many receive in the same words: the same text is read once, and whoever keeps the outcome keeps the
 * same object, which nobody may change. Remembers the last `most` texts.
 */
export function readOnce<S extends z.ZodType>(
  schema: S,
  most: number,
): (payload: unknown) => z.ZodSafeParseResult<z.output<S>> {
  const known = new Map<string, z.ZodSafeParseResult<z.output<S>>>();
  return (payload) => {
    const text = JSON.stringify(payload) ?? "";
    const before = known.get(text);
    if (before) return before;
    const read = schema.safeParse(payload);
    known.set(text, read);
    for (const oldest of known.keys()) if (known.size > most) known.delete(oldest);
    return read;
  };
}
