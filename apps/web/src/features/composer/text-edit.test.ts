import { expect, test } from "vitest";
import {
  breakLine,
  fenceCode,
  isAddress,
  makeLink,
  type Selected,
  type TextEdit,
  toggleLinePrefix,
  toggleMarker,
} from "./text-edit.ts";

/** `a[b]c` is the text `abc` with `b` selected; `|` is a caret. */
function selected(drawing: string): Selected {
  const caret = drawing.indexOf("|");
  if (caret >= 0) return { text: drawing.replace("|", ""), start: caret, end: caret };
  const start = drawing.indexOf("«");
  const end = drawing.indexOf("»") - 1;
  return { text: drawing.replace(/[«»]/g, ""), start, end };
}

function draw({ text }: Selected, { from, to, insert, start, end }: TextEdit): string {
  const after = text.slice(0, from) + insert + text.slice(to);
  if (start === end) return `${after.slice(0, start)}|${after.slice(start)}`;
  return `${after.slice(0, start)}«${after.slice(start, end)}»${after.slice(end)}`;
}

test.each([
  ["say «this»", "**", "say **«this»**"],
  ["say **«this»**", "**", "say «this»"],
  ["say «**this**»", "**", "say «this»"],
  ["say |", "**", "say **|**"],
  ["say **|**", "**", "say |"],
  ["say «this » now", "**", "say **«this»**  now"],
  ["a **«b»**", "*", "a ***«b»***"],
  ["«x»", "`", "`«x»`"],
])("%s with %s becomes %s", (before, marker, after) => {
  const at = selected(before);
  expect(draw(at, toggleMarker(at, marker))).toBe(after);
});

test.each([
  ["|", "```\n|\n```"],
  ["see «x = 1»", "see \n```\n«x = 1»\n```"],
  ["«a\nb»\nc", "```\n«a\nb»\n```\nc"],
])("fencing %s", (before, after) => {
  const at = selected(before);
  expect(draw(at, fenceCode(at))).toBe(after);
});

test.each([
  ["one|", "- ", "- one|"],
  ["- one|", "- ", "one|"],
  ["a\n«b\nc»\nd", "> ", "a\n«> b\n> c»\nd"],
  ["«1. b\nc»", "- ", "«- b\n- c»"],
])("prefixing %s with %s", (before, prefix, after) => {
  const at = selected(before);
  expect(draw(at, toggleLinePrefix(at, prefix))).toBe(after);
});

test.each([
  ["see «docs»", undefined, "see [docs](«https://»)"],
  ["|", undefined, "[|](https://)"],
  ["«https://a.example»", undefined, "[|](https://a.example)"],
  ["see «docs»", "https://a.example", "see [docs](https://a.example)|"],
])("linking %s to %s", (before, address, after) => {
  const at = selected(before);
  expect(draw(at, makeLink(at, address))).toBe(after);
});

test.each([
  ["hello|", "hello\n|"],
  ["- one|", "- one\n- |"],
  ["9. nine|", "9. nine\n10. |"],
  ["> said|", "> said\n> |"],
  ["- one\n- |", "- one\n|"],
  ["a«b»c", "a\n|c"],
])("breaking the line in %s", (before, after) => {
  const at = selected(before);
  expect(draw(at, breakLine(at))).toBe(after);
});

test("knows an address", () => {
  expect(isAddress("https://a.example/x?y=1")).toBe(true);
  expect(isAddress("see https://a.example")).toBe(false);
  expect(isAddress("javascript:alert(1)")).toBe(false);
});
