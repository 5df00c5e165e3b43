import { expect, test } from "vitest";
import { followChanges } from "./follow-changes.ts";

test("what was changed elsewhere is followed, what was changed here is kept", () => {
  const before = { name: "A", icon: "x", accent: "#000000" };
  const held = { ...before, icon: "mine" };
  const now = { name: "B", icon: "theirs", accent: "#000000" };
  expect(followChanges(held, { before, now })).toEqual({ ...now, icon: "mine" });
});
