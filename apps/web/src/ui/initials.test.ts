import { describe, expect, test } from "vitest";
import { HUES, hueOf, initials } from "./initials.ts";

describe("initials", () => {
  test.each([
    ["Ann Archer", "AA"],
    ["ann", "A"],
    ["  Jean  Luc   Picard ", "JP"],
    ["(bot) Deploy", "BD"],
    ["王小明", "王"],
    ["نور الهدى", "ن\u200cا"],
    ["👩‍🚀 Astro", "👩‍🚀A"],
    ["e\u0301lan vital", "E\u0301V"],
    ["", "?"],
    ["   ", "?"],
    ["—", "?"],
  ])("%j is %j", (name, letters) => {
    expect(initials(name)).toBe(letters);
  });
});

describe("hueOf", () => {
  test("is one of the hues and always the same", () => {
    for (const id of ["", "a", "0192f6c1-8a4e-7d3b-9c55-1f2e3d4c5b6a"]) {
      expect(HUES).toContain(hueOf(id));
      expect(hueOf(id)).toBe(hueOf(id));
    }
  });

  test("spreads ids over every hue", () => {
    const ids = Array.from({ length: 500 }, (_, at) => `person-${at}`);
    expect(new Set(ids.map(hueOf)).size).toBe(HUES.length);
  });
});
