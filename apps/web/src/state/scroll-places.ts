/** Where a conversation was scrolled to: its end, or a message and its distance from the top in pixels. */
export type ScrollPlace = { atEnd: true } | { atEnd: false; seq: number; offset: number };

/** Reads a scroll place that was kept as text. */
export function parseScrollPlace(value: unknown): ScrollPlace | null {
  if (typeof value !== "object" || value === null || !("atEnd" in value)) return null;
  if (value.atEnd === true) return { atEnd: true };
  if (!("seq" in value) || typeof value.seq !== "number") return null;
  if (!("offset" in value) || typeof value.offset !== "number") return null;
  return { atEnd: false, seq: value.seq, offset: value.offset };
}
