import { normaliseName, normaliseText } from "@hallway/protocol/normalise";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Block, Inline, LinkInline } from "./ast.ts";
import { toEditable, toStored } from "./composer-text.ts";
import { isEmojiOnly } from "./emoji-only.ts";
import { lookAlikeKey } from "./look-alike.ts";
import { mentionsOf } from "./mentions.ts";
import { parse, parseInline } from "./parse.ts";
import { toPlainText } from "./plain-text.ts";
import { inlinesOf } from "./walk.ts";

const LENGTH = 12_000;
const MAX_DEPTH = 12;
const nobody = { user: () => undefined, channel: () => undefined };

const pieces = [
  ..."> * ** _ __ ~~ ` ``` [ ] ( ) ]( [a]( <@ <!here> <http:// https://a.com a@b.com | |- - 1. # ! \\".split(
    " ",
  ),
  ...[
    "\n",
    "\n\n",
    " ",
    "  ",
    "\t",
    "a",
    "b ",
    ":tada:",
    "&#106;",
    "\u202e",
    "\u200b",
    "\u0000",
    "\ud800",
    "😀",
  ],
  ...[
    "javascript:",
    "[x](javascript:a)",
    "[x](data:text/html,a)",
    "[x](https://a.com)",
    "- - ",
    "> - 1. ",
  ],
];
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: "binary", maxLength: 5 })), {
    maxLength: 60,
  })
  .map((parts) => parts.join(""));

const filled = (unit: string) => unit.repeat(Math.ceil(LENGTH / unit.length)).slice(0, LENGTH);
const stairs = (step: (order: number) => string) => {
  let text = "";
  for (let order = 1; text.length < LENGTH; order++) text += step(order);
  return text.slice(0, LENGTH);
};

/** What is known to cost Markdown parsers most, all of it 12,000 characters long. */
const worst: [string, string][] = [
  ...[
    ">",
    "> ",
    "*",
    "**",
    "*a ",
    "[",
    "[a](",
    "![",
    "_",
    "_a",
    "~~a",
    "`",
    "` ",
    "- ",
    "1. ",
    "<@",
    "<",
  ].map((unit): [string, string] => [JSON.stringify(unit), filled(unit)]),
  ...[
    "> 1. \na\n",
    "1. \n'|\n> ",
    "- a\n",
    "a|b\n-|-\n",
    "http://",
    "((http://a.b",
    "a@b.",
    "a.b ",
    "\\",
    "\n",
    "|",
  ].map((unit): [string, string] => [JSON.stringify(unit), filled(unit)]),
  ["quotes, one deeper each line", stairs((order) => `${">".repeat(order)}a\n`)],
  ["lists, one deeper each line", stairs((order) => `${"  ".repeat(order)}- a\n`)],
  ["code fences of every length", stairs((order) => `${"`".repeat(order)} `)],
  ["brackets", "[".repeat(LENGTH / 2) + "]".repeat(LENGTH / 2)],
  ["a wide table", `${"|a".repeat(2_500)}\n${"|-".repeat(2_500)}\n${"a\n".repeat(1_000)}`],
  ["a long table", `a|b|c\n-|-|-\n${filled("a\n").slice(12)}`],
  ["a label of many hosts", `[${"a.".repeat(LENGTH / 2 - 10)}](http://a.b)`],
  ["a label of many words", `[${"a.bc/ ".repeat(LENGTH / 6 - 5)}](http://a.b)`],
];

describe("whatever is written", () => {
  test("nothing throws, the tree stays shallow, and links lead only where they may", () => {
    fc.assert(fc.property(hostile, expectHarmless), { numRuns: 1_500 });
  });

  test("every other reader of text stands it too", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(mentionsOf(text).userIds.length).toBeLessThanOrEqual(50);
        expect(typeof toPlainText(text, nobody)).toBe("string");
        expect(typeof isEmojiOnly(text)).toBe("boolean");
        expect(toStored(text, toEditable(text, nobody).picks)).toBe(text);
        expect(normaliseText(text).isWellFormed() && normaliseName(text).isWellFormed()).toBe(true);
        expect(lookAlikeKey(text)).toBe(lookAlikeKey(normaliseName(text)));
      }),
    );
  });

  test("words are never lost", () => {
    const word = fc.constantFrom("alpha", "beta", "gamma");
    const marks = fc.constantFrom(
      "> ",
      "> > > > > > > > > > > > > > ",
      "- ",
      "1. ",
      "- - - - - - - - - ",
      "# ",
      "**",
      "\n",
      "\n\n",
      " ",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(word, marks), { maxLength: 60 }), (parts) => {
        const text = parts.join("");
        expect(wordsOf(toPlainText(text, nobody))).toEqual(wordsOf(text));
      }),
      { numRuns: 500 },
    );
  });
});

describe("the worst that fits into a message", () => {
  test.each(worst)("%s", (_, text) => {
    expectHarmless(text);
  });

  test.each(worst)("%s costs no more than a small multiple of an honest message", (_, text) => {
    const honest = quickest(
      filled("Some **strong** words, a [link](https://a.example) and `code`.\n\n- one\n- two\n\n"),
    );
    expect(quickest(text)).toBeLessThan(honest * 25 + 10);
  });

  test("twelve thousand emoji of four bytes are a message like any other", () => {
    const text = "😀".repeat(LENGTH);
    expect(parse(text)).toEqual([{ kind: "paragraph", children: [{ kind: "text", text }] }]);
  });
});

function expectHarmless(text: string): void {
  const blocks = parse(text);
  expect(depthOf(blocks)).toBeLessThanOrEqual(MAX_DEPTH);
  for (const inline of [...inlinesOf(blocks), ...parseInline(text)]) {
    if (inline.kind === "link") expectSafe(inline);
  }
}

function expectSafe({ href, children }: LinkInline): void {
  expect(href).toMatch(/^(https?:\/\/|mailto:)[!-~]+$/i);
  if (URL.canParse(href)) {
    expect(["http:", "https:", "mailto:"]).toContain(new URL(href).protocol);
  }
  expect(children.length).toBeGreaterThan(0);
  expect(children.some((child) => child.kind === "link")).toBe(false);
}

function depthOf(nodes: (Block | Inline)[]): number {
  return nodes.reduce((deepest, node) => Math.max(deepest, 1 + depthOf(childrenOf(node))), 0);
}

function childrenOf(node: Block | Inline): (Block | Inline)[] {
  if (node.kind === "list") return node.items.flat();
  if (node.kind === "table") return [node.header, ...node.rows].flat(2);
  return "children" in node ? node.children : [];
}

function wordsOf(text: string): string[] {
  return text.match(/alpha|beta|gamma/g) ?? [];
}

function quickest(text: string): number {
  const times = Array.from({ length: 3 }, () => {
    const before = performance.now();
    parse(text);
    return performance.now() - before;
  });
  return Math.min(...times);
}
