import type { SystemEvent } from "@hallway/protocol";
import { expect, test } from "vitest";
import { describeSystemEvent } from "./system-words.ts";

test.each<[SystemEvent["event"], Partial<SystemEvent>, string[], string]>([
  ["created", {}, [], "Ann created this channel"],
  ["joined", {}, [], "Ann joined"],
  ["left", {}, [], "Ann left"],
  ["added", {}, ["Bob"], "Ann added Bob"],
  ["added", {}, ["Bob", "Cleo", "Dana"], "Ann added Bob, Cleo and Dana"],
  ["removed", {}, [], "Ann removed someone"],
  ["renamed", { from: "a", to: "b" }, [], "Ann renamed the channel from #a to #b"],
  ["topic", { from: "", to: "Ship it" }, [], "Ann set the topic: Ship it"],
  ["topic", { from: "Ship it", to: "" }, [], "Ann cleared the topic"],
  ["purpose", { to: "Talk" }, [], "Ann set the purpose: Talk"],
  ["privacy", { from: "public", to: "private" }, [], "Ann made this channel private"],
  ["archived", {}, [], "Ann archived this channel"],
  ["unarchived", {}, [], "Ann opened this channel again"],
])("%s %o", (...[event, more, people, words]) => {
  const whole: SystemEvent = { event, userIds: [], from: null, to: null, ...more };
  expect(describeSystemEvent(whole, { author: "Ann", people })).toBe(words);
});
