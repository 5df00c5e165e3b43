import { type RateLimit, type RateLimitClass, rateLimits } from "@hallway/protocol";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { fail } from "../failure.ts";
import type { SharedCounts } from "./shared-counts.ts";

/** How often one person may run the commands of a class, over HTTP and sockets together. */
export interface RateLimits {
  /** Takes one of the key's turns; throws `rate_limited` with `retryInMs` when none is left. */
  consume(limit: RateLimitClass, key: string): Promise<void>;
}

/** Turns that come back when their window is over, counted by key. */
export interface Allowance {
  /** Takes a turn; 0 when there was one, else the milliseconds until the next. */
  take(key: string): Promise<number>;
  /** The milliseconds until the key has a turn again; 0 when it has one now. Takes none. */
  waitMs(key: string): Promise<number>;
  /** Gives the key all its turns back. */
  forget(key: string): Promise<void>;
}

/**
 * Frequent commands are counted by each node: a person's connections lead to one of them, and a count that all share
 * costs a way to Redis each time.
 */
export function createRateLimits({
  enabled,
  counts = null,
}: {
  enabled: boolean;
  counts?: SharedCounts | null;
}): RateLimits {
  if (!enabled) return { consume: async () => undefined };
  const allowances = new Map(
    Object.entries(rateLimits).map(([name, limit]) => {
      return [name, createAllowance(name, limit, name === "invite" ? counts : null)];
    }),
  );
  return {
    async consume(limit, key) {
      const retryInMs = (await allowances.get(limit)?.take(key)) ?? 0;
      if (retryInMs > 0) throw tooFast(retryInMs);
    },
  };
}

/**
 * An allowance kept in this process's memory, or by all nodes together. A limit with a longer window beside it gives
 * turns only while both have some.
 */
export function createAllowance(
  name: string,
  { sustained, ...burst }: RateLimit,
  counts: SharedCounts | null = null,
): Allowance {
  const short = createCounter(name, burst, counts);
  if (!sustained) return short;
  const long = createCounter(`${name}-sustained`, sustained, counts);
  return {
    async take(key) {
      const wait = await long.take(key);
      if (wait > 0) return wait;
      const shortWait = await short.take(key);
      if (shortWait > 0) await long.giveBack(key);
      return shortWait;
    },
    async waitMs(key) {
      return Math.max(await short.waitMs(key), await long.waitMs(key));
    },
    async forget(key) {
      await Promise.all([short.forget(key), long.forget(key)]);
    },
  };
}

interface Counter extends Allowance {
  giveBack(key: string): Promise<void>;
}

/** Counts in one window. */
function createCounter(
  name: string,
  { points, windowMs }: Omit<RateLimit, "sustained">,
  counts: SharedCounts | null,
): Counter {
  const seconds = windowMs / 1_000;
  const counter =
    counts?.counter({ name, points, seconds }) ??
    new RateLimiterMemory({ keyPrefix: name, points, duration: seconds });
  return {
    async take(key) {
      try {
        await counter.consume(key);
        return 0;
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return Math.max(1, refusal.msBeforeNext);
        throw refusal;
      }
    },
    async waitMs(key) {
      const state = await counter.get(key);
      return state && state.consumedPoints >= points ? Math.max(1, state.msBeforeNext) : 0;
    },
    async forget(key) {
      await counter.delete(key);
    },
    async giveBack(key) {
      await counter.reward(key);
    },
  };
}

/** The refusal of someone who is too fast, in words that say when to come back. */
export function tooFast(retryInMs: number) {
  const seconds = Math.ceil(retryInMs / 1_000);
  const wait = seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} minutes`;
  return fail("rate_limited", `That was too often. Try again in ${wait}.`, { retryInMs });
}
