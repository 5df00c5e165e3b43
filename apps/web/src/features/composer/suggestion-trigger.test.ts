import { expect, test } from "vitest";
import { triggerAt } from "./suggestion-trigger.ts";

test.each([
  ["@", { sign: "@", query: "", from: 0 }],
  ["hi @da", { sign: "@", query: "da", from: 3 }],
  ["hi @dana l", { sign: "@", query: "dana l", from: 3 }],
  ["(@da", { sign: "@", query: "da", from: 1 }],
  ["in #gen", { sign: "#", query: "gen", from: 3 }],
  ["**@da", { sign: "@", query: "da", from: 2 }],
  [":ta", { sign: ":", query: "ta", from: 0 }],
])("%s names something", (text, trigger) => {
  expect(triggerAt(text, text.length)).toEqual(trigger);
});

test.each(["mail@host", "at 10:30", ":t", ": tada", "C#", "`@da", "```\n@da", "@ someone"])(
  "%s names nothing",
  (text) => {
    expect(triggerAt(text, text.length)).toBeNull();
  },
);

test("looks at the caret, not at the end", () => {
  expect(triggerAt("hi @da and more", 6)).toEqual({ sign: "@", query: "da", from: 3 });
  expect(triggerAt("`x` @da", 7)).toEqual({ sign: "@", query: "da", from: 4 });
});
