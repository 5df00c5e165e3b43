import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createReadMarker, SEEN_AFTER_MS } from "./read-marker.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function lookOften(isAtEnd: boolean): number {
  const mark = vi.fn();
  const marker = createReadMarker({ isAtEnd: () => isAtEnd, mark });
  for (let times = 0; times < 20; times++) {
    marker.look();
    vi.advanceTimersByTime(SEEN_AFTER_MS / 2);
  }
  marker.stop();
  return mark.mock.calls.length;
}

test("what comes without a pause is read at the end", () => {
  expect(lookOften(true)).toBeGreaterThan(5);
});

test("what flies past is not read", () => {
  expect(lookOften(false)).toBe(0);
});

test("what rests on the screen is read once", () => {
  const mark = vi.fn();
  createReadMarker({ isAtEnd: () => false, mark }).look();
  vi.advanceTimersByTime(10 * SEEN_AFTER_MS);
  expect(mark).toHaveBeenCalledTimes(1);
});
