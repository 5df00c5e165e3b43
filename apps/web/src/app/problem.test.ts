import { expect, test } from "vitest";
import { describeProblem, isMissingCode } from "./problem.ts";

test.each([
  [new TypeError("Failed to fetch dynamically imported module: /assets/a.js"), true],
  [new TypeError("error loading dynamically imported module: /assets/a.js"), true],
  [new TypeError("Importing a module script failed."), true],
  [new Error("Unable to preload CSS for /assets/a.css"), true],
  [new TypeError("Cannot read properties of undefined"), false],
  ["Failed to fetch dynamically imported module", false],
  [undefined, false],
])("%s is missing code: %s", (error, answer) => {
  expect(isMissingCode(error)).toBe(answer);
});

test.each([
  ["plain words", "plain words"],
  [{ code: 7 }, '{"code":7}'],
  [undefined, "undefined"],
])("%o reads as %s", (error, words) => {
  expect(describeProblem(error)).toBe(words);
});

test("an error reads with where it came from", () => {
  expect(describeProblem(new RangeError("too far"))).toMatch(/^RangeError: too far\n\s+at /);
});
