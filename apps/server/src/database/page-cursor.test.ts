import { describe, expect, test } from "vitest";
import { z } from "zod";
import { fromCursor, toCursor, toLiteral, toPage, toPattern } from "./page-cursor.ts";

const Place = z.strictObject({ name: z.string(), id: z.int() });

test("a cursor comes back as the place it was made from", () => {
  const place = { name: "Zoë 😀 %_", id: 7 };
  expect(fromCursor(Place, toCursor(place))).toEqual(place);
  expect(toCursor(place)).toMatch(/^[\w-]+$/);
  expect(fromCursor(Place, undefined)).toBeNull();
});

describe("a cursor that this list never gave is refused", () => {
  test.each([
    ["no base64", "!!!"],
    ["no JSON", Buffer.from("nonsense").toString("base64url")],
    ["another list's", toCursor({ at: 1 })],
    ["with more in it", toCursor({ name: "a", id: 1, more: true })],
    ["an odd type", toCursor({ name: 1, id: 1 })],
    ["a NUL, which no database text holds", toCursor({ name: "a\0b", id: 1 })],
  ])("%s", (_, cursor) => {
    expect(() => fromCursor(Place, cursor)).toThrow(/not known/);
  });
});

test.each([
  [[], [], null],
  [[1], [1], null],
  [[1, 2], [1, 2], null],
  [[1, 2, 3], [1, 2], toCursor({ id: 2 })],
])("of %j a page of two is %j", (rows, page, nextCursor) => {
  expect(toPage(rows, { limit: 2, placeOf: (id) => ({ id }) })).toEqual({ rows: page, nextCursor });
});

test("search words mean themselves", () => {
  expect(toLiteral("100%_\\")).toBe("100\\%\\_\\\\");
  expect(toPattern("a_b")).toBe("%a\\_b%");
});
