import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ACCENT_CHOICES, deriveAccent } from "./accent.ts";
import { contrastRatio } from "./colour.ts";

const GROUNDS = [
  { ground: "light", surface: "#ffffff", sidebar: "#f6f5f2", needed: 4.5 },
  { ground: "dark", surface: "#17181b", sidebar: "#1d1f23", needed: 4.5 },
  { ground: "light-more", surface: "#ffffff", sidebar: "#f0eeea", needed: 7 },
  { ground: "dark-more", surface: "#000000", sidebar: "#1c1d20", needed: 7 },
];

const anyAccent = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, "0")}`);

describe.each(GROUNDS)("on $ground", ({ ground, surface, sidebar, needed }) => {
  test("any colour an owner picks becomes readable", () => {
    fc.assert(
      fc.property(anyAccent, (hex) => {
        const { accent, onAccent, accentSoft, accentText } = deriveAccent(hex, ground);
        expect(contrastRatio(onAccent, accent)).toBeGreaterThanOrEqual(4.5);
        expect(contrastRatio(accent, surface)).toBeGreaterThanOrEqual(needed);
        expect(contrastRatio(accentText, accentSoft)).toBeGreaterThanOrEqual(needed);
        expect(contrastRatio(accentText, sidebar)).toBeGreaterThanOrEqual(needed);
      }),
    );
  });
});

test.each(ACCENT_CHOICES)("$name stays as it is on white", ({ value }) => {
  expect(deriveAccent(value, "light").accent).toBe(value);
});

test("a ground that does not exist is refused", () => {
  expect(() => deriveAccent("#0f766e", "sepia")).toThrow("Unknown ground: sepia");
});
