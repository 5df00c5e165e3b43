import { contrastRatio, fromOklch, isHexColour, mix, type Oklch, toOklch } from "./colour.ts";

/** The four colours one accent becomes on one ground. */
export type AccentShades = {
  accent: string;
  onAccent: string;
  accentSoft: string;
  accentText: string;
};

/** Accents offered to an owner; any other `#rrggbb` works as well. */
export const ACCENT_CHOICES = [
  { name: "Teal", value: "#0f766e" },
  { name: "Blue", value: "#2563eb" },
  { name: "Indigo", value: "#4f46e5" },
  { name: "Violet", value: "#7c3aed" },
  { name: "Plum", value: "#a21caf" },
  { name: "Rose", value: "#be185d" },
  { name: "Brick", value: "#b3412b" },
  { name: "Amber", value: "#a16207" },
  { name: "Moss", value: "#4d7c0f" },
  { name: "Slate", value: "#475569" },
] as const;

type Ground = {
  name: string;
  /** The surfaces that accent and its text must be readable on. */
  surfaces: [string, ...string[]];
  direction: "darker" | "lighter";
  softShare: number;
  textContrast: number;
};

const GROUNDS: Ground[] = [
  {
    name: "light",
    surfaces: ["#ffffff", "#f6f5f2"],
    direction: "darker",
    softShare: 0.12,
    textContrast: 4.5,
  },
  {
    name: "dark",
    surfaces: ["#17181b", "#1d1f23"],
    direction: "lighter",
    softShare: 0.17,
    textContrast: 4.5,
  },
  {
    name: "light-more",
    surfaces: ["#ffffff", "#f0eeea"],
    direction: "darker",
    softShare: 0.1,
    textContrast: 7,
  },
  {
    name: "dark-more",
    surfaces: ["#000000", "#1c1d20"],
    direction: "lighter",
    softShare: 0.14,
    textContrast: 7,
  },
];

const LIGHT_INK = "#ffffff";
const DARK_INK = "#101214";

/** Derives readable shades of an accent for one ground: the hue stays, the lightness gives way until text can be read. */
export function deriveAccent(hex: string, groundName: string): AccentShades {
  const ground = GROUNDS.find(({ name }) => name === groundName);
  if (!ground) throw new RangeError(`Unknown ground: ${groundName}`);
  const picked = toOklch(hex);
  const accent = readable(picked, ground.surfaces, ground);
  const accentSoft = mix(ground.surfaces[0], accent, ground.softShare);
  const accentText = readable(toOklch(accent), [...ground.surfaces, accentSoft], ground);
  const ink = contrastRatio(LIGHT_INK, accent) >= ground.textContrast ? LIGHT_INK : DARK_INK;
  return { accent, onAccent: ink, accentSoft, accentText };
}

/** Shows a workspace's accent everywhere; `null` returns to Hallway's own. */
export function showAccent(hex: string | null, root: HTMLElement = document.documentElement): void {
  for (const { name } of GROUNDS) {
    const shades = hex !== null && isHexColour(hex) ? deriveAccent(hex, name) : null;
    for (const [variable, value] of Object.entries(accentVariables(name, shades))) {
      if (value === null) root.style.removeProperty(variable);
      else root.style.setProperty(variable, value);
    }
  }
}

function accentVariables(
  ground: string,
  shades: AccentShades | null,
): Record<string, string | null> {
  return {
    [`--accent-${ground}`]: shades?.accent ?? null,
    [`--on-accent-${ground}`]: shades?.onAccent ?? null,
    [`--accent-soft-${ground}`]: shades?.accentSoft ?? null,
    [`--accent-text-${ground}`]: shades?.accentText ?? null,
  };
}

function readable(start: Oklch, surfaces: string[], { direction, textContrast }: Ground): string {
  const step = direction === "darker" ? -0.005 : 0.005;
  let { lightness } = start;
  let shade = fromOklch({ ...start, lightness });
  while (surfaces.some((surface) => contrastRatio(shade, surface) < textContrast)) {
    lightness += step;
    if (lightness < 0 || lightness > 1) return direction === "darker" ? "#000000" : "#ffffff";
    shade = fromOklch({ ...start, lightness });
  }
  return shade;
}
