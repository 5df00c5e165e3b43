import { describe, expect, test } from "vitest";
import { emojiGroups, emojiNamed, emojiOf, searchEmoji } from "./emoji-data.ts";

describe("emoji", () => {
  test.each([
    ["tada", "🎉"],
    ["+1", "👍"],
    ["thumbsup", "👍"],
    ["no_such", undefined],
    ["constructor", undefined],
  ])("the emoji named %s", (name, char) => {
    expect(emojiNamed(name)).toBe(char);
  });

  test.each(["❤️", "❤", "👍", "👍🏽"])("%s has a name", (char) => {
    expect(emojiOf(char)?.names).toContain(char.startsWith("👍") ? "+1" : "heart");
  });

  test("every name in every group leads to its emoji", () => {
    const all = emojiGroups().flatMap((group) => group.emoji);
    expect(all.length).toBeGreaterThan(1_800);
    for (const { char, names } of all) {
      expect(new Set(names.map(emojiNamed))).toEqual(new Set([char]));
    }
  });
});

describe("searchEmoji", () => {
  test.each([
    ["an exact name first", "heart", "❤️"],
    ["while the name is being typed", ":tad", "🎉"],
    ["by what it means", "hooray", "🎉"],
    ["by a word of the name", "check_mark", "✅"],
    ["whatever the case", "TADA", "🎉"],
    ["with a space or a dash for the underscore", "white-check mark", "✅"],
  ])("%s", (_, query, char) => {
    expect(searchEmoji(query, 5).map((emoji) => emoji.char)).toContain(char);
  });

  test("the exact name is the very first", () => {
    expect(searchEmoji("heart", 3)[0]?.name).toBe("heart");
  });

  test("nothing typed shows the first ones, nonsense shows none, never more than asked for", () => {
    expect(searchEmoji("", 8)).toHaveLength(8);
    expect(searchEmoji("a", 8)).toHaveLength(8);
    expect(searchEmoji("qqqqq", 8)).toEqual([]);
  });
});
