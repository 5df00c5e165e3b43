import type { Dice } from "./dice.ts";

const tokens = [
  "\u0000",
  "\u001e",
  "\r\n",
  "\r\n\r\n",
  "[",
  "{",
  '"',
  ",",
  "-1",
  "999999999999",
  "%",
  "\\u",
];

/** A copy with one to four of its bytes, or runs of them, changed, doubled, lost or swapped. */
export function mutateBytes(dice: Dice, bytes: Buffer): Buffer {
  let mutated = bytes;
  for (let times = 1 + dice.below(4); times > 0; times--) mutated = mutateOnce(dice, mutated);
  return mutated;
}

function mutateOnce(dice: Dice, bytes: Buffer): Buffer {
  const from = dice.below(bytes.length + 1);
  const to = Math.min(bytes.length, from + 1 + dice.below(dice.chance(0.2) ? bytes.length : 8));
  const [head, run, tail] = [bytes.subarray(0, from), bytes.subarray(from, to), bytes.subarray(to)];
  const flipped = Buffer.from(run).map((byte) => byte ^ (1 << dice.below(8)));
  return Buffer.concat(
    dice.pick([
      [head, flipped, tail],
      [head, Buffer.of(dice.below(256)), tail],
      [head, Buffer.from(dice.pick(tokens)), run, tail],
      [head, tail],
      [head, run, run, tail],
      [tail, run, head],
      [head],
    ]),
  );
}
