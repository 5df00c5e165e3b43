/** Repeatable numbers from 0 to 1 (mulberry32, public domain by Tommy Ettinger), so that every seed looks the same. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function pick<T>(choices: readonly T[], random: () => number): T {
  const choice = choices[Math.floor(random() * choices.length)];
  if (choice === undefined) throw new Error("Nothing to pick from");
  return choice;
}

/** Picks by weight. */
export function pickWeighted<T extends { share: number }>(
  choices: readonly T[],
  random: () => number,
): T {
  let left = random() * choices.reduce((sum, { share }) => sum + share, 0);
  const found = choices.find(({ share }) => {
    left -= share;
    return left < 0;
  });
  return found ?? pick(choices, random);
}

/** Some different ones, in random order. */
export function sample<T>(choices: readonly T[], count: number, random: () => number): T[] {
  const rest = [...choices];
  const taken: T[] = [];
  while (taken.length < count && rest.length > 0) {
    taken.push(...rest.splice(Math.floor(random() * rest.length), 1));
  }
  return taken;
}
