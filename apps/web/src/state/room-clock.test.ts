import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  advanceClock,
  hasHole,
  isCovered,
  newestTick,
  type RoomClock,
  restartClock,
  type Stretch,
} from "./room-clock.ts";

const at = (clock: number, ...ahead: [number, number][]): RoomClock => ({
  clock,
  ahead: ahead.map(([from, to]) => ({ from, to })),
});

describe("a stretch of changes", () => {
  test.each<[string, RoomClock, Stretch, RoomClock]>([
    ["that joins on moves the clock", at(3), { from: 3, to: 5 }, at(5)],
    ["that is known changes nothing", at(3), { from: 1, to: 3 }, at(3)],
    ["that reaches over the clock moves it", at(3), { from: 1, to: 6 }, at(6)],
    ["that leaves a hole is kept aside", at(3), { from: 4, to: 5 }, at(3, [4, 5])],
    ["that closes the hole moves over what was aside", at(3, [4, 5]), { from: 3, to: 4 }, at(5)],
    [
      "that closes one of two holes stops at the other",
      at(3, [4, 5], [7, 9]),
      { from: 3, to: 4 },
      at(5, [7, 9]),
    ],
    [
      "that overlaps what is aside is joined to it",
      at(3, [5, 8]),
      { from: 7, to: 10 },
      at(3, [5, 10]),
    ],
    ["that bridges two aside joins them", at(3, [5, 6], [8, 9]), { from: 6, to: 8 }, at(3, [5, 9])],
    [
      "that lies within one aside changes nothing",
      at(3, [5, 9]),
      { from: 6, to: 7 },
      at(3, [5, 9]),
    ],
    [
      "that comes before one aside keeps the order",
      at(3, [8, 9]),
      { from: 5, to: 6 },
      at(3, [5, 6], [8, 9]),
    ],
  ])("%s", (...[, known, stretch, after]) => {
    expect(advanceClock(known, stretch)).toEqual(after);
  });

  test.each<[RoomClock, Stretch, boolean]>([
    [at(3), { from: 2, to: 3 }, true],
    [at(3), { from: 3, to: 4 }, false],
    [at(3, [5, 9]), { from: 6, to: 8 }, true],
    [at(3, [5, 9]), { from: 4, to: 6 }, false],
  ])("over %j: %j is known: %s", (known, stretch, covered) => {
    expect(isCovered(known, stretch)).toBe(covered);
  });
});

test("a reset keeps what came after it", () => {
  expect(restartClock(at(3, [5, 6], [9, 12]), 10)).toEqual(at(12));
  expect(restartClock(at(3, [12, 13]), 10)).toEqual(at(10, [12, 13]));
});

test("a hole is something missing before the newest", () => {
  expect([hasHole(at(3)), hasHole(at(3, [4, 5]))]).toEqual([false, true]);
  expect([newestTick(at(3)), newestTick(at(3, [4, 5], [7, 9]))]).toEqual([3, 9]);
});

test("whatever the order, all stretches together lead to the end", () => {
  const ends = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(ends, fc.infiniteStream(fc.nat(99)), (all, chance) => {
      const ticks = all.toSorted((a, b) => a - b);
      const stretches = ticks.map((to, index) => ({ from: ticks[index - 1] ?? 0, to }));
      const shuffled = stretches
        .map((stretch) => ({ stretch, place: chance.next().value }))
        .toSorted((a, b) => a.place - b.place);
      const end = shuffled.reduce((clock, { stretch }) => advanceClock(clock, stretch), at(0));
      expect(end).toEqual(at(ticks.at(-1) ?? 0));
    }),
  );
});
