import { expect, test } from "vitest";
import { neighbourOf } from "./walk.ts";

const ids = ["a", "b", "c"];
const any = () => true;

test.each<[string | undefined, 1 | -1, (id: string) => boolean, string | null]>([
  ["a", 1, any, "b"],
  ["c", 1, any, "a"],
  ["a", -1, any, "c"],
  [undefined, 1, any, "a"],
  [undefined, -1, any, "c"],
  ["elsewhere", 1, any, "a"],
  ["a", 1, (id) => id === "c", "c"],
  ["c", 1, (id) => id === "c", null],
  ["a", 1, () => false, null],
])("from %s by %s", (...[from, step, wanted, next]) => {
  expect(neighbourOf(ids, from, { step, wanted })).toBe(next);
});

test("with nothing to walk through", () => {
  expect(neighbourOf([], "a", { step: 1, wanted: any })).toBeNull();
});
