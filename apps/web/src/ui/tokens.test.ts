import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { contrastRatio, fromOklch } from "./colour.ts";
import { HUES } from "./initials.ts";

const NEUTRAL = ["surface", "surface-2", "surface-3", "surface-raised", "hover"];

/** What is written on what, and how clearly it must stand out. */
const TEXT: [ink: string, grounds: string[]][] = [
  [
    "text",
    [
      ...NEUTRAL,
      "rail",
      "press",
      "accent-soft",
      "mention-soft",
      "danger-soft",
      "success-soft",
      "warning-soft",
    ],
  ],
  ["text-2", [...NEUTRAL, "rail", "press"]],
  ["muted", [...NEUTRAL, "rail"]],
  ["accent-text", ["surface", "surface-2", "surface-raised", "hover", "accent-soft"]],
  ["on-accent", ["accent"]],
  ["on-mention", ["mention"]],
  ["on-danger", ["danger"]],
  ["mention-text", ["surface", "mention-soft"]],
  ["danger-text", ["surface", "surface-raised", "danger-soft"]],
  ["success-text", ["surface", "success-soft"]],
  ["warning-text", ["surface", "warning-soft"]],
  ["code-keyword", ["code-surface"]],
  ["code-name", ["code-surface"]],
  ["code-string", ["code-surface"]],
  ["code-number", ["code-surface"]],
  ["code-comment", ["code-surface"]],
];

const SHAPES: [shape: string, grounds: string[]][] = [
  ["accent", ["surface", "surface-2"]],
  ["mention", ["surface", "surface-2", "rail"]],
  ["line-strong", ["surface", "surface-2", "surface-raised"]],
  ["presence-active", ["surface", "surface-2"]],
  ["presence-away", ["surface", "surface-2"]],
  ["presence-offline", ["surface", "surface-2"]],
];

const usual = readTokens("tokens.css");
const more = { ...usual, ...readTokens("contrast.css") };

describe.each([
  { name: "light", tokens: usual, side: 0, text: 4.5 },
  { name: "dark", tokens: usual, side: 1, text: 4.5 },
  { name: "high contrast light", tokens: more, side: 0, text: 7 },
  { name: "high contrast dark", tokens: more, side: 1, text: 7 },
])("$name", ({ tokens, side, text }) => {
  const colour = (token: string) => tokens[token]?.[side] ?? "missing";

  test.each(pairs(TEXT))("%s can be read on %s", (ink, ground) => {
    expect(contrastRatio(colour(ink), colour(ground))).toBeGreaterThanOrEqual(text);
  });

  test.each(pairs(SHAPES))("%s can be seen on %s", (shape, ground) => {
    expect(contrastRatio(colour(shape), colour(ground))).toBeGreaterThanOrEqual(3);
  });
});

describe("initials on an avatar", () => {
  const shades = tintShades();

  test("has a usual and a high-contrast pair for each scheme", () => {
    expect(shades).toHaveLength(4);
  });

  test.each(HUES)("hue %d can be read", (hue) => {
    for (const { ground, ink, needed } of shades) {
      const ratio = contrastRatio(fromOklch({ ...ground, hue }), fromOklch({ ...ink, hue }));
      expect(ratio).toBeGreaterThanOrEqual(needed);
    }
  });
});

function pairs(table: [string, string[]][]): [string, string][] {
  return table.flatMap(([ink, grounds]) =>
    grounds.map((ground): [string, string] => [ink, ground]),
  );
}

function readTokens(file: string): Record<string, [light: string, dark: string]> {
  const css = readFileSync(join(import.meta.dirname, file), "utf8");
  const found = css.matchAll(/--([\w-]+):\s*light-dark\(([^;]+)\);/g);
  return Object.fromEntries(
    [...found].map(([, name, value]) => {
      const [light = "", dark = ""] = (value ?? "").match(/#[0-9a-f]{6}/g) ?? [];
      return [name, [light, dark]];
    }),
  );
}

type Shade = { lightness: number; chroma: number };

/** The avatar rules as the style sheet has them: ground and ink, light and dark, usual and high contrast. */
function tintShades(): { ground: Shade; ink: Shade; needed: number }[] {
  const css = readFileSync(join(import.meta.dirname, "style.css"), "utf8");
  const rules = [...css.matchAll(/\.avatar-tint \{([^}]+)\}/g)].map(([, body]) =>
    [...(body ?? "").matchAll(/oklch\(([\d.]+) ([\d.]+)/g)].map(([, lightness, chroma]) => ({
      lightness: Number(lightness),
      chroma: Number(chroma),
    })),
  );
  return rules.flatMap(([lightGround, darkGround, lightInk, darkInk], at) => {
    if (!lightGround || !darkGround || !lightInk || !darkInk) return [];
    const needed = at === 0 ? 4.5 : 7;
    return [
      { ground: lightGround, ink: lightInk, needed },
      { ground: darkGround, ink: darkInk, needed },
    ];
  });
}
