/** A colour in OKLCH: lightness 0-1, chroma 0-0.4, hue in degrees. */
export type Oklch = { lightness: number; chroma: number; hue: number };

type Channels = [red: number, green: number, blue: number];

/** WCAG contrast ratio of two `#rrggbb` colours, 1 to 21. */
export function contrastRatio(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/** True for `#rrggbb`, the only notation an accent colour is kept in. */
export function isHexColour(text: string): boolean {
  return /^#[0-9a-f]{6}$/i.test(text);
}

/** Mixes two colours in linear order of their hex channels: `share` of the second. */
export function mix(one: string, other: string, share: number): string {
  const a = toChannels(one);
  const b = toChannels(other);
  return toHex([0, 1, 2].map((at) => (a[at] ?? 0) * (1 - share) + (b[at] ?? 0) * share));
}

/** `#rrggbb` to OKLCH. */
export function toOklch(hex: string): Oklch {
  const [r, g, b] = linear(hex);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const lightness = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
  const greenRed = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const blueYellow = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  const hue = (Math.atan2(blueYellow, greenRed) * 180) / Math.PI;
  return { lightness, chroma: Math.hypot(greenRed, blueYellow), hue: (hue + 360) % 360 };
}

/** OKLCH to `#rrggbb`; a colour outside sRGB loses chroma until it fits. */
export function fromOklch({ lightness, chroma, hue }: Oklch): string {
  for (let kept = chroma; kept > 0.001; kept -= 0.004) {
    const channels = linearChannels({ lightness, chroma: kept, hue });
    if (channels.every((value) => value >= -0.0005 && value <= 1.0005)) {
      return toHex(channels.map(fromLinear));
    }
  }
  return toHex(linearChannels({ lightness, chroma: 0, hue }).map(fromLinear));
}

function luminance(hex: string): number {
  const [r, g, b] = linear(hex);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function linearChannels({ lightness, chroma, hue }: Oklch): Channels {
  const greenRed = chroma * Math.cos((hue * Math.PI) / 180);
  const blueYellow = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * greenRed + 0.2158037573 * blueYellow) ** 3;
  const m = (lightness - 0.1055613458 * greenRed - 0.0638541728 * blueYellow) ** 3;
  const s = (lightness - 0.0894841775 * greenRed - 1.291485548 * blueYellow) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function toChannels(hex: string): Channels {
  if (!isHexColour(hex)) throw new RangeError(`Not a #rrggbb colour: ${hex}`);
  const at = (start: number) => Number.parseInt(hex.slice(start, start + 2), 16) / 255;
  return [at(1), at(3), at(5)];
}

function toHex(channels: number[]): string {
  const pair = (value: number) =>
    Math.round(Math.min(1, Math.max(0, value)) * 255)
      .toString(16)
      .padStart(2, "0");
  return `#${channels.map(pair).join("")}`;
}

function linear(hex: string): Channels {
  const [red, green, blue] = toChannels(hex);
  return [toLinear(red), toLinear(green), toLinear(blue)];
}

function toLinear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function fromLinear(value: number): number {
  const bounded = Math.max(0, value);
  return bounded <= 0.0031308 ? bounded * 12.92 : 1.055 * bounded ** (1 / 2.4) - 0.055;
}
