import { expect, test } from "vitest";
import { highlight } from "./highlight.ts";

test("code that comes into sight again costs nothing again", () => {
  const code = 'const name = "Ada";';
  expect(highlight(code, "ts")).toBe(highlight(code, "ts"));
  expect(highlight(code, "ts")).not.toBe(highlight(code, "python"));
});

test("a language nobody taught us has no colours", () => {
  expect(highlight("x", "__proto__")).toBeNull();
});
