import { asId, type Change, limits, type UserId } from "@hallway/protocol";
import { expect, test } from "vitest";
import { findTooHeavy } from "./sync-budget.ts";

const participant = { userId: asId<UserId>("ann"), leftAt: null, tick: 1 };
const light = { kind: "participant", data: participant } as Change;
const long = { kind: "message", data: { text: "🦔".repeat(limits.messageText) } } as Change;

/** Rooms by name, each with so many changes. */
function weigh(rooms: Record<string, Change[]>): string[] {
  return [...findTooHeavy(Object.keys(rooms), new Map(Object.entries(rooms)))].sort();
}

test("what fits into one answer stays whole", () => {
  expect(weigh({ a: Array(500).fill(light), b: Array(500).fill(light), c: [] })).toEqual([]);
});

test("the heaviest rooms give way, so that as many as possible stay", () => {
  const many = Math.ceil(limits.syncBytes / (4 * limits.messageText));
  const rooms = { heavy: Array(many).fill(long), a: [light], b: Array(5).fill(long), c: [long] };
  expect(weigh(rooms)).toEqual(["heavy"]);
});

test("a thousand rooms with a little each are not more than fits either", () => {
  const names = Array.from({ length: 1_000 }, (_, at) => [`room-${at}`, Array(10).fill(light)]);
  const given = 1_000 - weigh(Object.fromEntries(names)).length;
  expect(given * 10 * 600).toBeLessThanOrEqual(limits.syncBytes);
  expect((given + 1) * 10 * 600).toBeGreaterThan(limits.syncBytes);
});
