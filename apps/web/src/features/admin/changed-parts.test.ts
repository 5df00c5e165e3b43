import { expect, test } from "vitest";
import { changedParts } from "./changed-parts.ts";

type Look = { name: string; icon: string | null; accent: string };

const acme: Look = { name: "Acme", icon: null, accent: "#0f766e" };

test.each([
  [{ name: "Acme", icon: null, accent: "#0f766e" }, {}],
  [{ name: "Acme Robotics", icon: null }, { name: "Acme Robotics" }],
  [{ icon: "🤖" }, { icon: "🤖" }],
])("%j against what stands", (next, changes) => {
  expect(changedParts(acme, next)).toEqual(changes);
});

test("taking a part away is a change", () => {
  const robot: Look = { ...acme, icon: "🤖" };
  expect(changedParts(robot, { icon: null })).toEqual({ icon: null });
});
