import { limits } from "@hallway/protocol/limits";
import { expect, test } from "vitest";
import { lengthState } from "./message-length.ts";

test.each([
  ["short", "hello", { near: false }],
  ["near the end", "x".repeat(limits.messageText - 100), { left: 100, near: true }],
  ["exactly full", "x".repeat(limits.messageText), { left: 0, near: true }],
  ["too long", "x".repeat(limits.messageText + 3), { left: -3, near: true }],
  ["as many emoji as fit", "🙂".repeat(limits.messageText), { left: 0, near: true }],
])("%s", (_, text, state) => {
  expect(lengthState(text)).toMatchObject(state);
});
