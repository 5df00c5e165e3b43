import type { Pace } from "@hallway/protocol";

/** Turns that come back one by one (a token bucket, kept as the moment at which it is full again). */
export interface Turns {
  /** Milliseconds until there is a turn; 0 when there is one now. Takes none. */
  waitMs(): number;
  /** Takes a turn when there is one; returns 0 then, else the milliseconds until the next. */
  take(): number;
  isFull(): boolean;
}

/** The same, counted by key. */
export interface TurnsByKey {
  waitMs(key: string): number;
  take(key: string): number;
  /** How many keys are remembered. */
  size(): number;
}

/** A limiter for what must cost next to nothing and belongs to this process alone: no promise, no timer. */
export function createTurns({ burst, perSecond }: Pace): Turns {
  const interval = 1_000 / perSecond;
  const most = (burst - 1) * interval;
  let fullAt = 0;

  function waitMs(): number {
    return Math.max(0, Math.ceil(fullAt - performance.now() - most));
  }

  return {
    waitMs,
    take() {
      const wait = waitMs();
      if (wait === 0) fullAt = Math.max(fullAt, performance.now()) + interval;
      return wait;
    },
    isFull: () => fullAt <= performance.now(),
  };
}

/** Keys with all their turns are forgotten now and then. */
const FORGET_EVERY_MS = 10_000;

export function createTurnsByKey(pace: Pace): TurnsByKey {
  const keys = new Map<string, Turns>();
  let forgotAt = performance.now();

  function forgetFull(): void {
    if (performance.now() - forgotAt < FORGET_EVERY_MS) return;
    forgotAt = performance.now();
    for (const [key, turns] of keys) if (turns.isFull()) keys.delete(key);
  }

  return {
    waitMs: (key) => keys.get(key)?.waitMs() ?? 0,
    take(key) {
      forgetFull();
      const turns = keys.get(key) ?? createTurns(pace);
      keys.set(key, turns);
      return turns.take();
    },
    size: () => keys.size,
  };
}
