import type { Pace } from "@hallway/protocol";

/**
 * Turns that come back one by one (a token bucket, kept as the moment at which it is full again): a limiter for what
 * must cost next to nothing and belongs to this process alone. No promise, no timer.
 */
export class Turns {
  readonly #interval: number;
  readonly #most: number;
  #fullAt = 0;

  constructor({ burst, perSecond }: Pace) {
    this.#interval = 1_000 / perSecond;
    this.#most = (burst - 1) * this.#interval;
  }

  /** Milliseconds until there is a turn; 0 when there is one now. Takes none. */
  waitMs(): number {
    const over = this.#fullAt - performance.now() - this.#most;
    return Math.max(0, Math.ceil(over - ROUNDING_MS));
  }

  /** Takes a turn when there is one; returns 0 then, else the milliseconds until the next. */
  take(): number {
    const wait = this.waitMs();
    if (wait === 0) this.#fullAt = Math.max(this.#fullAt, performance.now()) + this.#interval;
    return wait;
  }

  isFull(): boolean {
    return this.#fullAt <= performance.now();
  }
}

/** Intervals such as a third of a second add up to a hair too much. */
const ROUNDING_MS = 0.001;

/** Keys with all their turns are forgotten this often. */
const FORGET_EVERY_MS = 10_000;

/** The same, counted by key. */
export class TurnsByKey {
  readonly #pace: Pace;
  readonly #keys = new Map<string, Turns>();
  #forgotAt = performance.now();

  constructor(pace: Pace) {
    this.#pace = pace;
  }

  /** How many keys are remembered. */
  get size(): number {
    return this.#keys.size;
  }

  waitMs(key: string): number {
    return this.#keys.get(key)?.waitMs() ?? 0;
  }

  take(key: string): number {
    this.#forgetFull();
    const turns = this.#keys.get(key) ?? new Turns(this.#pace);
    this.#keys.set(key, turns);
    return turns.take();
  }

  #forgetFull(): void {
    if (performance.now() - this.#forgotAt < FORGET_EVERY_MS) return;
    this.#forgotAt = performance.now();
    for (const [key, turns] of this.#keys) if (turns.isFull()) this.#keys.delete(key);
  }
}
