import { describe, expect, test } from "vitest";
import {
  formatDay,
  formatExact,
  formatRelative,
  formatShort,
  formatTime,
  isSameDay,
  untilTomorrow,
} from "./time.ts";

/** Local times, so that the tables hold in every zone. */
const at = (text: string) => new Date(text);
const NOW = at("2026-11-22T10:04:12");

test.each([
  ["2026-11-22T09:05:59", "09:05"],
  ["2026-11-22T00:00:00", "00:00"],
  ["2026-11-22T23:59:59", "23:59"],
])("the time of %s is %s", (moment, words) => {
  expect(formatTime(at(moment))).toBe(words);
});

test.each([
  ["2026-11-22T00:00:00", "Today"],
  ["2026-11-21T23:59:59", "Yesterday"],
  ["2026-11-18T12:00:00", "Wednesday 18 November"],
  ["2026-01-01T12:00:00", "Thursday 1 January"],
  ["2025-12-31T12:00:00", "31 December 2025"],
])("the day of %s is %s", (moment, words) => {
  expect(formatDay(at(moment), NOW)).toBe(words);
});

test("yesterday is yesterday over the end of a year", () => {
  expect(formatDay(at("2025-12-31T23:00:00"), at("2026-01-01T01:00:00"))).toBe("Yesterday");
});

test.each([
  ["2026-11-22T09:05:59", "09:05"],
  ["2026-11-21T09:05:59", "Yesterday"],
  ["2026-11-18T12:00:00", "18 Nov"],
  ["2025-11-18T12:00:00", "18 Nov 2025"],
])("%s in a list is %s", (moment, words) => {
  expect(formatShort(at(moment), NOW)).toBe(words);
});

describe("formatRelative", () => {
  test.each([
    ["2026-11-22T10:04:00", "just now"],
    ["2026-11-22T10:04:30", "in a moment"],
    ["2026-11-22T10:03:00", "1 minute ago"],
    ["2026-11-22T09:52:12", "12 minutes ago"],
    ["2026-11-22T07:00:00", "3 hours ago"],
    ["2026-11-22T13:04:12", "in 3 hours"],
    ["2026-11-20T10:00:00", "2 days ago"],
    ["2026-11-29T10:04:11", "in 7 days"],
    ["2026-11-15T10:04:13", "6 days ago"],
    ["2026-11-22T11:04:11", "in 60 minutes"],
    ["2026-10-20T10:00:00", "20 Oct"],
  ])("%s is %s", (moment, words) => {
    expect(formatRelative(at(moment), NOW)).toBe(words);
  });
});

test("the exact time names the second", () => {
  expect(formatExact(NOW)).toBe("Sunday, 22 November 2026 at 10:04:12");
});

test.each([
  ["2026-11-22T00:00:00", "2026-11-22T23:59:59", true],
  ["2026-11-21T23:59:59", "2026-11-22T00:00:00", false],
  ["2025-11-22T12:00:00", "2026-11-22T12:00:00", false],
])("%s and %s are on one day: %s", (one, other, answer) => {
  expect(isSameDay(at(one), at(other))).toBe(answer);
});

test.each([
  "2026-11-22T00:00:00",
  "2026-11-22T23:59:59",
  "2026-03-29T00:30:00",
  "2026-10-25T00:30:00",
])("the day of %s ends at midnight, whatever the clocks do", (moment) => {
  const next = new Date(at(moment).getTime() + untilTomorrow(at(moment)));
  expect([next.getHours(), next.getMinutes(), next.getSeconds()]).toEqual([0, 0, 0]);
  expect(formatDay(at(moment), next)).toBe("Yesterday");
});
