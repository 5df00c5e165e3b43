import { describe, expect, test } from "vitest";
import { type KeyPress, matchesHotkey, shortcutLabel } from "./hotkeys.ts";

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  return { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held };
}

describe("matchesHotkey", () => {
  test.each([
    { notation: "mod+k", key: press("k", { ctrlKey: true }), apple: false, matches: true },
    { notation: "mod+k", key: press("K", { ctrlKey: true }), apple: false, matches: true },
    { notation: "mod+k", key: press("k", { metaKey: true }), apple: false, matches: false },
    { notation: "mod+k", key: press("k", { metaKey: true }), apple: true, matches: true },
    { notation: "mod+k", key: press("k", { ctrlKey: true }), apple: true, matches: false },
    { notation: "mod+k", key: press("k"), apple: false, matches: false },
    { notation: "k", key: press("k", { ctrlKey: true }), apple: false, matches: false },
    {
      notation: "mod+k",
      key: press("k", { ctrlKey: true, shiftKey: true }),
      apple: false,
      matches: false,
    },
    { notation: "alt+up", key: press("ArrowUp", { altKey: true }), apple: false, matches: true },
    {
      notation: "alt+up",
      key: press("ArrowUp", { altKey: true, shiftKey: true }),
      apple: false,
      matches: false,
    },
    {
      notation: "alt+shift+up",
      key: press("ArrowUp", { altKey: true, shiftKey: true }),
      apple: false,
      matches: true,
    },
    { notation: "esc", key: press("Escape"), apple: false, matches: true },
    { notation: "esc", key: press("Escape", { shiftKey: true }), apple: false, matches: false },
    {
      notation: "shift+esc",
      key: press("Escape", { shiftKey: true }),
      apple: false,
      matches: true,
    },
    { notation: "?", key: press("?", { shiftKey: true }), apple: false, matches: true },
    { notation: "?", key: press("?"), apple: false, matches: true },
    { notation: "?", key: press("?", { ctrlKey: true }), apple: false, matches: false },
    { notation: "plus", key: press("+", { shiftKey: true }), apple: false, matches: true },
    { notation: "ctrl+b", key: press("b", { ctrlKey: true }), apple: true, matches: true },
  ])("$notation for $key on Apple ($apple): $matches", ({ notation, key, apple, matches }) => {
    expect(matchesHotkey(key, notation, apple)).toBe(matches);
  });
});

describe("shortcutLabel", () => {
  test.each([
    ["mod+k", false, ["Ctrl", "K"]],
    ["mod+k", true, ["⌘", "K"]],
    ["alt+shift+up", false, ["Alt", "Shift", "↑"]],
    ["alt+shift+up", true, ["⌥", "⇧", "↑"]],
    ["?", false, ["?"]],
    ["shift+esc", false, ["Shift", "Esc"]],
  ])("%s on Apple (%s)", (notation, apple, labels) => {
    expect(shortcutLabel(notation, apple)).toEqual(labels);
  });
});
