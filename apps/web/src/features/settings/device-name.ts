/** A browser and its system in words, from what it says about itself: `Firefox on Linux`. */
export function deviceName(userAgent: string | null): string {
  if (userAgent === null || userAgent.trim() === "") return "Unknown device";
  const browser = firstMatch(BROWSERS, userAgent);
  const system = firstMatch(SYSTEMS, userAgent);
  if (browser && system) return `${browser} on ${system}`;
  return browser ?? system ?? userAgent.split(/[\s/]/u)[0] ?? "Unknown device";
}

/** Phones and tablets, as far as they say so. */
export function isHandheld(userAgent: string | null): boolean {
  return /android|iphone|ipad|mobile/i.test(userAgent ?? "");
}

type Sign = readonly [name: string, sign: RegExp];

/** In this order: most browsers also name those they descend from. */
const BROWSERS: readonly Sign[] = [
  ["Edge", /\bEdg(?:e|A|iOS)?\//],
  ["Opera", /\bOPR\//],
  ["Samsung Internet", /\bSamsungBrowser\//],
  ["Firefox", /\b(?:Firefox|FxiOS)\//],
  ["Chrome", /\b(?:Headless)?(?:Chrome|CriOS|Chromium)\//],
  ["Safari", /\bSafari\//],
];

const SYSTEMS: readonly Sign[] = [
  ["iPhone", /iPhone/],
  ["iPad", /iPad/],
  ["Android", /Android/],
  ["ChromeOS", /CrOS/],
  ["Windows", /Windows/],
  ["macOS", /Macintosh|Mac OS X/],
  ["Linux", /Linux/],
];

function firstMatch(signs: readonly Sign[], text: string): string | undefined {
  return signs.find(([, sign]) => sign.test(text))?.[0];
}
