import { createRandom } from "../flaky-line.ts";

/** Chance that repeats itself for the same seed. */
export interface Dice {
  /** A whole number below the limit. */
  below(limit: number): number;
  /** True in this share of cases, 0 to 1. */
  chance(share: number): boolean;
  pick<T>(list: readonly T[]): T;
}

export function createDice(seed: number): Dice {
  const random = createRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  return {
    below,
    chance: (share) => random() < share,
    pick(list) {
      const picked = list[below(list.length)];
      if (picked === undefined) throw new Error("There is nothing to pick from");
      return picked;
    },
  };
}
