import { expect, test } from "vitest";
import type { Row } from "./rows.ts";
import { around, extended, spanOf, tailOf, trimmed } from "./span.ts";

/** So many messages of mine on their way, under their day. */
function buildRows(count: number, from = 0): Row[] {
  const messages = Array.from({ length: count }, (_, at): Row => {
    const id = `m${from + at}`;
    const message = {
      id,
      text: "",
      createdAt: "2026-11-20T10:00:00Z",
      failed: false,
      problem: null,
    };
    return { kind: "waiting", key: id, message, lead: true };
  });
  return [{ kind: "older", key: "older" }, { kind: "day", key: "day", moment: "" }, ...messages];
}

test("few rows are drawn whole", () => {
  const rows = buildRows(10);
  expect(spanOf(rows, tailOf(rows))).toEqual({ start: 0, end: 12 });
});

test("of many rows the newest are drawn", () => {
  const rows = buildRows(500);
  expect(spanOf(rows, tailOf(rows))).toEqual({ start: 462, end: 502 });
});

test("a row in the middle is drawn with what is around it", () => {
  const rows = buildRows(500);
  expect(spanOf(rows, around(rows, 200))).toEqual({ start: 160, end: 241 });
  expect(spanOf(rows, around(rows, 3))).toEqual({ start: 0, end: 44 });
  expect(spanOf(rows, around(rows, 495))).toEqual({ start: 455, end: 502 });
});

test("edges extend until there is nothing more", () => {
  const rows = buildRows(60);
  const older = extended(rows, tailOf(rows), "older");
  expect(older && spanOf(rows, older)).toEqual({ start: 0, end: 62 });
  expect(older && extended(rows, older, "older")).toBeNull();
  expect(extended(rows, tailOf(rows), "newer")).toBeNull();
  const newer = extended(rows, around(rows, 5), "newer");
  expect(newer && spanOf(rows, newer)).toEqual({ start: 0, end: 62 });
});

test("the same rows stay drawn when the past is added", () => {
  const bounds = tailOf(buildRows(100, 100));
  expect(spanOf(buildRows(200), bounds)).toEqual({ start: 162, end: 202 });
});

test("lost bounds lead to the newest rows", () => {
  expect(spanOf(buildRows(100), { first: "gone", last: null })).toEqual({ start: 62, end: 102 });
});

test.each<[string, number, number[], { start: number; end: number }]>([
  ["at the end", 501, [], { start: 421, end: 502 }],
  ["in the middle", 250, [], { start: 170, end: 330 }],
  ["with one kept far above", 501, [100], { start: 20, end: 502 }],
])("too many rows are trimmed: %s", (...[, looked, kept, span]) => {
  const rows = buildRows(500);
  const bounds = trimmed(rows, { first: null, last: null }, { looked, kept });
  expect(spanOf(rows, bounds)).toEqual(span);
});

test("not many rows are left as they are", () => {
  const bounds = { first: null, last: null };
  expect(trimmed(buildRows(200), bounds, { looked: 10, kept: [] })).toBe(bounds);
});
