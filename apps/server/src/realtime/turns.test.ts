import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Turns, TurnsByKey } from "./turns.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** How many turns are taken before the first refusal. */
function takeAll(take: () => number): number {
  for (let taken = 0; ; taken++) if (take() > 0) return taken;
}

test("there is a burst at once, then one at a time", () => {
  const turns = new Turns({ burst: 5, perSecond: 2 });
  expect(takeAll(() => turns.take())).toBe(5);
  expect(turns.take()).toBe(500);
  vi.advanceTimersByTime(499);
  expect(turns.waitMs()).toBe(1);
  vi.advanceTimersByTime(1);
  expect(takeAll(() => turns.take())).toBe(1);
  vi.advanceTimersByTime(60_000);
  expect(turns.isFull()).toBe(true);
  expect(takeAll(() => turns.take())).toBe(5);
});

test("asking and being refused cost no turn", () => {
  const turns = new Turns({ burst: 1, perSecond: 1 });
  for (let asked = 0; asked < 10; asked++) expect(turns.waitMs()).toBe(0);
  expect(turns.take()).toBe(0);
  for (let refused = 0; refused < 10; refused++) expect(turns.take()).toBe(1_000);
  vi.advanceTimersByTime(1_000);
  expect(turns.take()).toBe(0);
});

test("keys do not share their turns, and are forgotten when they have them all", () => {
  const turns = new TurnsByKey({ burst: 2, perSecond: 1 });
  expect(takeAll(() => turns.take("a"))).toBe(2);
  expect(takeAll(() => turns.take("b"))).toBe(2);
  expect(turns.waitMs("c")).toBe(0);
  expect(turns.size).toBe(2);
  vi.advanceTimersByTime(20_000);
  expect(turns.take("c")).toBe(0);
  expect(turns.size).toBe(1);
});
