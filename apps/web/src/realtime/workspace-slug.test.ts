import { limits } from "@hallway/protocol/limits";
import { Slug } from "@hallway/protocol/workspaces";
import fc from "fast-check";
import { expect, test } from "vitest";
import { slugCandidates, toSlug } from "./workspace-slug.ts";

test.each([
  ["Acme Robotics", "acme-robotics"],
  ["Größe & Co.", "grosse-co"],
  ["  Café del Mar  ", "cafe-del-mar"],
  ["O'Brien’s", "obriens"],
  ["株式会社", "team"],
  ["X", "x-team"],
  ["🚀", "team"],
  ["a".repeat(60), "a".repeat(limits.slugMax)],
])("%j becomes %s", (name, slug) => {
  expect(toSlug(name)).toBe(slug);
});

test("the next candidates differ and fit", () => {
  const digits = ["4711", "4712"];
  expect(slugCandidates("Acme", () => digits.shift() ?? "")).toEqual([
    "acme",
    "acme-2",
    "acme-3",
    "acme-4711",
    "acme-4712",
  ]);
});

test("whatever the name, every candidate is an address, reserved words aside", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (name) => {
      for (const slug of slugCandidates(name, () => "4711")) {
        const problems = Slug.safeParse(slug).error?.issues ?? [];
        expect(problems.filter(({ message }) => message !== "This address is reserved.")).toEqual(
          [],
        );
      }
    }),
  );
});
