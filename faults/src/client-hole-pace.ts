/** A hole may close by itself within this time: two commits can be told in the other order. */
const PATIENCE_MS = 500;
/** Holes that come one after the other are closed together, further and further apart up to this time, as the web client does. */
const SLOWEST_MS = 3_000;

/** How long a device waits before it asks for what is missing. */
export interface HolePace {
  waitMs(): number;
  /** It asks now. */
  asks(): void;
}

export function createHolePace(): HolePace {
  let askedAt = Number.NEGATIVE_INFINITY;
  let paceMs = PATIENCE_MS;
  return {
    waitMs: () => Math.max(PATIENCE_MS, askedAt + paceMs - performance.now()),
    asks() {
      const now = performance.now();
      const isNextSoon = now - askedAt < SLOWEST_MS + PATIENCE_MS;
      paceMs = isNextSoon ? Math.min(SLOWEST_MS, 2 * paceMs) : PATIENCE_MS;
      askedAt = now;
    },
  };
}
