import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contrastRatio, fromOklch, isHexColour, mix, toOklch } from "./colour.ts";

const hexColour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, "0")}`);

describe("contrastRatio", () => {
  test.each([
    ["#000000", "#ffffff", 21],
    ["#ffffff", "#ffffff", 1],
    ["#777777", "#ffffff", 4.48],
    ["#0f766e", "#ffffff", 5.47],
    ["#c2410c", "#ffffff", 5.18],
  ])("%s on %s is %d", (one, other, ratio) => {
    expect(contrastRatio(one, other)).toBeCloseTo(ratio, 2);
    expect(contrastRatio(other, one)).toBeCloseTo(ratio, 2);
  });
});

describe("isHexColour", () => {
  test.each([
    ["#0f766e", true],
    ["#0F766E", true],
    ["#fff", false],
    ["0f766e", false],
    ["#0f766e; }", false],
    ["", false],
  ])("%s: %s", (text, answer) => {
    expect(isHexColour(text)).toBe(answer);
  });
});

test("a colour that is not one is refused", () => {
  expect(() => contrastRatio("teal", "#ffffff")).toThrow("Not a #rrggbb colour: teal");
});

test("half black, half white is middle grey", () => {
  expect(mix("#000000", "#ffffff", 0.5)).toBe("#808080");
});

test("a colour survives the way to OKLCH and back within one step a channel", () => {
  fc.assert(
    fc.property(hexColour, (hex) => {
      const back = fromOklch(toOklch(hex));
      for (const start of [1, 3, 5]) {
        const was = Number.parseInt(hex.slice(start, start + 2), 16);
        const is = Number.parseInt(back.slice(start, start + 2), 16);
        expect(Math.abs(was - is)).toBeLessThanOrEqual(1);
      }
    }),
  );
});
