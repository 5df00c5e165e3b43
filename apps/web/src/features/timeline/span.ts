import { isReachable, type Row, rowOf } from "./rows.ts";

/** The rows that are drawn, by the keys of the first and the last; `null` is the very beginning or end. */
export type Bounds = { first: string | null; last: string | null };

/** The same as places among the rows, the end not included. */
export type Span = { start: number; end: number };

/** Rows drawn at first, and added at an edge that comes near. */
const AT_ONCE = 40;
/** More than this are never drawn for long. */
const MOST = 240;

/** The newest rows. */
export function tailOf(rows: readonly Row[]): Bounds {
  return { first: keyAt(rows, rows.length - AT_ONCE), last: null };
}

/** A row and enough around it. */
export function around(rows: readonly Row[], index: number): Bounds {
  const end = index + AT_ONCE;
  return {
    first: keyAt(rows, index - AT_ONCE),
    last: end >= rows.length - 1 ? null : (rows[end]?.key ?? null),
  };
}

/** Where the bounds are among these rows. Lost ones lead to the newest rows. */
export function spanOf(rows: readonly Row[], { first, last }: Bounds): Span {
  const start = first === null ? 0 : rowOf(rows, first);
  if (start < 0) return spanOf(rows, tailOf(rows));
  const end = last === null ? rows.length : rowOf(rows, last) + 1;
  return { start: withSeparators(rows, start), end: end <= start ? rows.length : end };
}

/** Draws more at an edge; `null` when there is nothing more there. */
export function extended(
  rows: readonly Row[],
  bounds: Bounds,
  edge: "older" | "newer",
): Bounds | null {
  const { start, end } = spanOf(rows, bounds);
  if (edge === "older") {
    return start === 0 ? null : { ...bounds, first: keyAt(rows, start - AT_ONCE) };
  }
  if (end >= rows.length) return null;
  const next = end - 1 + AT_ONCE;
  return { ...bounds, last: next >= rows.length - 1 ? null : (rows[next]?.key ?? null) };
}

/** Draws less, far away from the row that is looked at; rows that must stay are not given up. */
export function trimmed(
  rows: readonly Row[],
  bounds: Bounds,
  { looked, kept }: { looked: number; kept: readonly number[] },
): Bounds {
  const { start, end } = spanOf(rows, bounds);
  if (end - start <= MOST) return bounds;
  const stay = [looked, ...kept.filter((index) => index >= start && index < end)];
  const from = Math.max(start, Math.min(...stay) - MOST / 3);
  const to = Math.min(end, Math.max(...stay) + MOST / 3);
  return {
    first: from === start ? bounds.first : keyAt(rows, from),
    last: to >= rows.length ? null : (rows[to - 1]?.key ?? null),
  };
}

/** Bounds are messages: separators come and go. */
function keyAt(rows: readonly Row[], index: number): string | null {
  if (index <= 0) return null;
  for (let at = index; at < rows.length; at++) {
    const row = rows[at];
    if (row && isReachable(row)) return row.key;
  }
  return null;
}

function withSeparators(rows: readonly Row[], start: number): number {
  let first = start;
  while (first > 0 && !isReachable(rows[first - 1])) first--;
  return first;
}
