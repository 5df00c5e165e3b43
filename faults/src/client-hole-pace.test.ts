import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createHolePace } from "./client-hole-pace.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("asks soon for one hole, further and further apart for many, and soon again after a while", () => {
  const pace = createHolePace();
  const waits = Array.from({ length: 5 }, () => {
    const wait = pace.waitMs();
    vi.advanceTimersByTime(wait);
    pace.asks();
    return wait;
  });
  expect(waits).toEqual([500, 500, 1_000, 2_000, 3_000]);
  vi.advanceTimersByTime(10_000);
  expect(pace.waitMs()).toBe(500);
  pace.asks();
  expect(pace.waitMs()).toBe(500);
});
