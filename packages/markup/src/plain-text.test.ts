import { describe, expect, test } from "vitest";
import type { Names } from "./ast.ts";
import { emojiNamed } from "./emoji-data.ts";
import { isEmojiOnly } from "./emoji-only.ts";
import { toPlainText } from "./plain-text.ts";

const dana = "0198c0de-0000-7000-8000-00000000000a";
const general = "0198c0de-0000-7000-8000-00000000000b";
const names: Names = {
  user: (id) => (id === dana ? "Dana Levi" : undefined),
  channel: (id) => (id === general ? "general" : undefined),
};

describe("toPlainText", () => {
  test.each([
    ["**a** _b_ ~~c~~ `d`", "a b c d"],
    [`<@${dana}> in <#${general}>`, "@Dana Levi in #general"],
    [`<@${general}> in <#${dana}>`, "@someone in #channel"],
    ["<!channel> <!here>", "@channel @here"],
    ["[docs](https://a.example)", "docs"],
    ["# Title\n\ntext\nmore", "Title\ntext\nmore"],
    ["> quoted\n\nanswer", "quoted\nanswer"],
    ["- a\n- b\n  3. c", "• a\n• b\n3. c"],
    ["```ts\nlet a = 1;\n```", "let a = 1;"],
    ["|a|b|\n|-|-|\n|1|2|", "a | b\n1 | 2"],
    ["a\n\n---\n\nb", "a\nb"],
    [":tada: :nope:", "🎉 :nope:"],
  ])("%j → %j", (text, expected) => {
    expect(toPlainText(text, names, { emoji: emojiNamed })).toBe(expected);
  });
});

describe("isEmojiOnly", () => {
  test.each([
    ["🎉", true],
    [" 👩‍💻 ❤️\n🇩🇪 ", true],
    ["👍🏽", true],
    [":tada:", true],
    [":tada: 🎉", true],
    ["🎉🎉🎉🎉", false],
    ["🎉!", false],
    [":nope:", false],
    ["1", false],
    ["#", false],
    ["", false],
    [" ", false],
    ["`🎉`", false],
    ["🎉".repeat(6_000), false],
  ])("%j → %s", (text, expected) => {
    expect(isEmojiOnly(text, { emoji: emojiNamed })).toBe(expected);
  });

  test("a short name is a word until the table of emoji is there", () => {
    expect(isEmojiOnly(":tada:")).toBe(false);
  });
});
