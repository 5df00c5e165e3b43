import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normaliseName, normaliseText } from "./normalise.ts";

const anyText = fc.string({ unit: "binary", maxLength: 60 });

describe("normaliseText", () => {
  test.each([
    ["a\r\nb\rc\n", "a\nb\nc"],
    ["a\u0000b\u0007\u001b[31m\u007f", "ab[31m"],
    ["a\u009b31mb\u0090c", "a31mbc"],
    ["a\tb", "a\tb"],
    ["\ud800a\udc00", "\ufffda\ufffd"],
    ["  a  ", "  a"],
    [" \n\t", ""],
    ["👩‍💻 \u202eabc\u200b", "👩‍💻 \u202eabc\u200b"],
  ])("%j → %j", (text, expected) => {
    expect(normaliseText(text)).toBe(expected);
  });

  test("what is normal stays as it is, and PostgreSQL and JSON can hold it", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const normal = normaliseText(text);
        expect(normaliseText(normal)).toBe(normal);
        expect(normal.isWellFormed()).toBe(true);
        expect(normal).not.toContain("\u0000");
      }),
    );
  });
});

describe("normaliseName", () => {
  test.each([
    ["  Dana \n\t Levi ", "Dana Levi"],
    ["Da\u200bna\u202e Le\u2066vi\ufeff", "Dana Levi"],
    ["a \u200b b", "a b"],
    ["e\u0301", "é"],
    ["\u3164\u115f", ""],
    ["Dana\u0000", "Dana"],
    ["a\ufe0fb\u200dc", "abc"],
    ["Team 👩‍💻 ❤️ 1️⃣ 👩🏽‍🚀", "Team 👩‍💻 ❤️ 1️⃣ 👩🏽‍🚀"],
    ["\ud800", "\ufffd"],
  ])("%j → %j", (name, expected) => {
    expect(normaliseName(name)).toBe(expected);
  });

  test("what is normal stays as it is", () => {
    fc.assert(
      fc.property(anyText, (name) => {
        const normal = normaliseName(name);
        expect(normaliseName(normal)).toBe(normal);
      }),
    );
  });
});
