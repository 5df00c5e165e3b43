import { expect, test } from "vitest";
import { newerThan } from "./newer-than.ts";

test.each([
  ["two that came together", "b", ["d", "c"]],
  ["nothing", "d", []],
  ["everything at first", undefined, ["d", "c", "b"]],
  ["everything when the last one seen has gone", "a", ["d", "c", "b"]],
])("new is %s", (_what, last, fresh) => {
  expect(newerThan(["d", "c", "b"], last)).toEqual(fresh);
});
