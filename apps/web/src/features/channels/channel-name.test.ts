import { expect, test } from "vitest";
import { channelNameFrom } from "./channel-name.ts";

test.each([
  ["Plan Launch", "plan-launch"],
  ["#general", "general"],
  ["  two  words", "two-words"],
  ["q&a!", "qa"],
  ["Überblick", "überblick"],
  ["日本", "日本"],
  ["v1.2_x", "v1.2_x"],
])("%s becomes %s", (typed, name) => {
  expect(channelNameFrom(typed)).toBe(name);
});
