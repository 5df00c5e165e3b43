import { expect, it } from "vitest";
import { z } from "zod";
import { readOnce } from "./read-once.ts";

const Tea = z.strictObject({ sort: z.string() });

it("gives the same object for the same text, and another for another", () => {
  const read = readOnce(Tea, 10);
  const first = read({ sort: "green" });
  expect(read({ sort: "green" })).toBe(first);
  expect(read({ sort: "black" }).data).toEqual({ sort: "black" });
});

it("finds fault with the same text each time", () => {
  const read = readOnce(Tea, 10);
  expect([read({ sugar: 2 }).success, read({ sugar: 2 }).success]).toEqual([false, false]);
});

it("reads nothing at all as nothing", () => {
  const read = readOnce(Tea, 10);
  expect(read(undefined).success).toBe(false);
});

it("forgets the oldest", () => {
  const read = readOnce(Tea, 2);
  const [first, second] = [read({ sort: "1" }), read({ sort: "2" })];
  read({ sort: "3" });
  expect(read({ sort: "2" })).toBe(second);
  expect(read({ sort: "1" })).not.toBe(first);
});
