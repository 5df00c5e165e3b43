import type { Dice } from "./dice.ts";

/** What has broken parsers, databases and screens before. */
const hostile: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -0,
  -1,
  0.5,
  1e21,
  1e308,
  2 ** 31,
  2 ** 53,
  -(2 ** 53),
  "",
  " ",
  "\u0000",
  "\ud800",
  "\udfff\ud800",
  "\u202e\u200b",
  "e\u0301".repeat(40),
  "👩‍👩‍👧‍👦".repeat(20),
  "'; DROP TABLE message; --",
  '\\"\\u0000',
  "%00%2e%2e%2f",
  "../../etc/passwd",
  "__proto__",
  "constructor",
  "toString",
  "NaN",
  "Infinity",
  "0000-01-01T00:00:00Z",
  "9999-12-31T23:59:60Z",
  "275760-09-13T00:00:00.001Z",
  "00000000-0000-0000-0000-000000000000",
  "ffffffff-ffff-ffff-ffff-ffffffffffff",
  "<@00000000-0000-7000-8000-000000000000>",
  "<!channel>",
  "x".repeat(300),
  "x".repeat(13_000),
  [],
  [null],
  [[[[[[[[]]]]]]]],
  {},
  { not: null },
  { contains: "" },
  { length: -1 },
  { toString: null },
  { toJSON: 1 },
  JSON.parse('{"then":1}'),
  { _placeholder: true, num: 0 },
  { constructor: { prototype: { isAdmin: true } } },
];

export function hostileValue(dice: Dice): unknown {
  return dice.pick(hostile);
}

/** A copy of a JSON value with one to three of its places changed. */
export function mutateJson(dice: Dice, value: unknown): unknown {
  let mutated = value;
  for (let times = 1 + dice.below(3); times > 0; times--) mutated = mutateOnce(dice, mutated);
  return mutated;
}

function mutateOnce(dice: Dice, value: unknown): unknown {
  if (dice.chance(0.25)) return hostileValue(dice);
  if (Array.isArray(value)) return mutateList(dice, value);
  if (typeof value === "object" && value !== null) return mutateFields(dice, value);
  return typeof value === "string" && dice.chance(0.5)
    ? `${value.slice(0, dice.below(value.length + 1))}${hostileText(dice)}`
    : hostileValue(dice);
}

function mutateList(dice: Dice, list: readonly unknown[]): unknown[] {
  const copy = [...list];
  const at = dice.below(copy.length + 1);
  const kind = dice.below(10);
  if (kind < 3) copy.splice(at, 0, hostileValue(dice));
  else if (kind < 6) copy.splice(at, 1);
  else if (kind < 7) return Array(200).fill(copy[0] ?? null);
  else if (copy.length > 0) copy[at % copy.length] = mutateOnce(dice, copy[at % copy.length]);
  return copy;
}

function mutateFields(dice: Dice, fields: object): object {
  const entries = Object.entries(fields);
  const at = dice.below(entries.length + 1);
  const [name, value] = entries[at] ?? [hostileText(dice), hostileValue(dice)];
  const kind = dice.below(10);
  if (kind < 2) entries.splice(at, 1);
  else if (kind < 3) entries.push([hostileText(dice), value]);
  else entries[at] = [name, mutateOnce(dice, value)];
  return Object.fromEntries(entries);
}

function hostileText(dice: Dice): string {
  const value = hostileValue(dice);
  return typeof value === "string" ? value : JSON.stringify(value);
}
