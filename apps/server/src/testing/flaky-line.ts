import type { RoomChanges } from "@hallway/protocol";

/** A line that loses, doubles and reorders what it carries, the same way for the same seed. */
export interface FlakyLine {
  send(changes: RoomChanges): void;
  /** Delivers what was held back, in another order than it came. */
  flush(): void;
}

export function createFlakyLine(seed: number, deliver: (changes: RoomChanges) => void): FlakyLine {
  const random = createRandom(seed);
  const late: RoomChanges[] = [];

  function deliverLate(): void {
    const [one] = late.splice(Math.floor(random() * late.length), 1);
    if (one) deliver(one);
  }

  return {
    send(changes) {
      const fate = random();
      if (fate < 0.15) return;
      if (fate < 0.45) late.push(changes);
      if (fate >= 0.3) deliver(changes);
      if (fate >= 0.9) deliver(changes);
      if (random() < 0.25) deliverLate();
    },
    flush() {
      while (late.length > 0) deliverLate();
    },
  };
}

/** Mulberry32: small, and the same on every machine. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
