import { expect, test } from "vitest";
import { matchName } from "./match-name.ts";

test.each([
  ["Dana Levi", "", 0],
  ["Dana Levi", "da", 0],
  ["Dana Levi", "lev", 1],
  ["support-eu", "eu", 1],
  ["Dana Levi", "ana", 2],
  ["Zoë Ångström", "zoe ang", 0],
  ["Dana Levi", "goro", null],
  ["a.b", "*", null],
])("%s answers %s with %s", (name, typed, quality) => {
  expect(matchName(name, typed)).toBe(quality);
});
