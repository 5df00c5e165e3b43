import { expect, test } from "vitest";
import {
  compareWithLastWeek,
  countOf,
  dayNames,
  formatBytes,
  formatCount,
} from "./figures-text.ts";

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1000, "1 kB"],
  [38_400_000_000, "38.4 GB"],
  [8_123_456, "8.1 MB"],
  [5e15, "5,000 TB"],
])("%d bytes are %s", (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

const saturday = new Date("2026-11-21T12:00:00Z");

test.each([
  [108, 100, "+8 % on last Saturday"],
  [92, 100, "−8 % on last Saturday"],
  [100, 100, "as on last Saturday"],
  [3, 0, "none last Saturday"],
  [0, 0, "none last Saturday either"],
  [0, 40, "−100 % on last Saturday"],
  [5000, 2, "+249,900 % on last Saturday"],
])("%d today after %d a week ago: %s", (today, lastWeek, text) => {
  expect(compareWithLastWeek(today, lastWeek, saturday)).toBe(text);
});

test("counts and days read like English", () => {
  expect(formatCount(4902)).toBe("4,902");
  expect(countOf(1, "message")).toBe("1 message");
  expect(countOf(0, "message")).toBe("0 messages");
  expect(dayNames("2026-11-22")).toEqual({ label: "Sunday 22 November", tick: "22 Nov" });
});
