import { useSyncExternalStore } from "react";

/** How this browser shows Hallway; `system` follows the operating system. */
export type Appearance = {
  theme: "system" | "light" | "dark";
  contrast: "system" | "more" | "standard";
  density: "comfortable" | "compact";
};

/** Where the choice is kept; `public/appearance.js` reads it before the first paint. */
export const APPEARANCE_KEY = "hallway.appearance";

const DEFAULT: Appearance = { theme: "system", contrast: "system", density: "comfortable" };

const listeners = new Set<() => void>();
let current: Appearance | null = null;

/** The appearance in force in this browser. */
export function getAppearance(): Appearance {
  current ??= readAppearance(storedText());
  return current;
}

/** Changes the appearance at once, here and in the other tabs, and remembers it. */
export function setAppearance(change: Partial<Appearance>): void {
  current = { ...getAppearance(), ...change };
  try {
    localStorage.setItem(APPEARANCE_KEY, JSON.stringify(current));
  } catch {
    // Storage may be full or forbidden: the choice still holds for this page.
  }
  refresh();
}

/** The appearance, followed. */
export function useAppearance(): Appearance {
  return useSyncExternalStore(subscribe, getAppearance);
}

/** Follows other tabs and the system from now on; called once, when the app starts. */
export function followAppearance(): void {
  window.addEventListener("storage", (event) => {
    if (event.key !== APPEARANCE_KEY) return;
    current = null;
    refresh();
  });
  matchMedia("(prefers-contrast: more)").addEventListener("change", refresh);
  refresh();
}

/** Understands what was stored; anything unknown falls back to its default. */
export function readAppearance(text: string | null): Appearance {
  const stored = parse(text);
  return {
    theme: oneOf(stored.theme, ["system", "light", "dark"]) ?? DEFAULT.theme,
    contrast: oneOf(stored.contrast, ["system", "more", "standard"]) ?? DEFAULT.contrast,
    density: oneOf(stored.density, ["comfortable", "compact"]) ?? DEFAULT.density,
  };
}

/** The data attributes of the root element for an appearance; absent means default. */
export function rootAttributes(
  { theme, contrast, density }: Appearance,
  systemWantsContrast: boolean,
): { theme?: string; contrast?: string; density?: string } {
  const more = contrast === "more" || (contrast === "system" && systemWantsContrast);
  return {
    ...(theme === "system" ? {} : { theme }),
    ...(more ? { contrast: "more" } : {}),
    ...(density === "compact" ? { density } : {}),
  };
}

function refresh(): void {
  const system = matchMedia("(prefers-contrast: more)").matches;
  const wanted = rootAttributes(getAppearance(), system);
  const { dataset } = document.documentElement;
  for (const name of ["theme", "contrast", "density"] as const) {
    const value = wanted[name];
    if (value === undefined) delete dataset[name];
    else dataset[name] = value;
  }
  for (const notify of listeners) notify();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function storedText(): string | null {
  try {
    return localStorage.getItem(APPEARANCE_KEY);
  } catch {
    return null;
  }
}

function parse(text: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function oneOf<Choice extends string>(value: unknown, choices: Choice[]): Choice | undefined {
  return choices.find((choice) => choice === value);
}
