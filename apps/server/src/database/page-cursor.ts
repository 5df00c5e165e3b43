import type { z } from "zod";
import { fail } from "../failure.ts";

/** A place in a list as the next page's caller hands it back: readable by nobody but us, and checked when it comes. */
export function toCursor(place: unknown): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

/** Reads a cursor of that form; throws `invalid` for one that this list never gave. */
export function fromCursor<T>(form: z.ZodType<T>, cursor: string | undefined): T | null {
  if (cursor === undefined) return null;
  const place = form.safeParse(readJson(Buffer.from(cursor, "base64url").toString("utf8")));
  if (place.success) return place.data;
  throw fail("invalid", "This place in the list is not known. Start again from the top.", {
    field: "cursor",
  });
}

/** A page's rows and the cursor of the next one, from rows that were read with one more than the page holds. */
export function toPage<Row>(
  rows: readonly Row[],
  { limit, placeOf }: { limit: number; placeOf: (row: Row) => unknown },
): { rows: Row[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { rows: page, nextCursor: more ? toCursor(placeOf(last)) : null };
}

/** A person's search words as a LIKE pattern that finds them anywhere, with `%`, `_` and `\` meaning themselves. */
export function toPattern(query: string): string {
  return `%${toLiteral(query)}%`;
}

/** The same for Prisma's `contains`, which adds the wildcards and escapes nothing. */
export function toLiteral(query: string): string {
  return query.replace(/[\\%_]/g, "\\$&");
}

/** A cursor of ours never holds a NUL, which PostgreSQL takes in no text. */
function readJson(text: string): unknown {
  try {
    return text.includes("\\u0000") ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
