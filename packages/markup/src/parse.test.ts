import { describe, expect, test } from "vitest";
import type { Block, Inline } from "./ast.ts";
import { emojiNamed } from "./emoji-data.ts";
import { parse, parseInline } from "./parse.ts";

const id = "0198c0de-0000-7000-8000-00000000000a";
const text = (content: string): Inline => ({ kind: "text", text: content });
const paragraph = (...children: Inline[]): Block => ({ kind: "paragraph", children });
const link = (href: string, label = href): Inline => ({
  kind: "link",
  href,
  deceptive: false,
  children: [text(label)],
});

describe("inside a paragraph", () => {
  test.each<[string, string, Inline[]]>([
    ["plain text", "hello", [text("hello")]],
    ["strong", "**a**", [{ kind: "strong", children: [text("a")] }]],
    ["emphasis", "*a* _b_", [em("a"), text(" "), em("b")]],
    ["strike", "~~a~~", [{ kind: "strike", children: [text("a")] }]],
    ["code", "`**a**`", [{ kind: "code", text: "**a**" }]],
    ["a newline breaks the line", "a\nb", [text("a"), { kind: "line-break" }, text("b")]],
    ["two spaces break it no further", "a  \nb", [text("a"), { kind: "line-break" }, text("b")]],
    ["underscores in a word", "snake_case_name", [text("snake_case_name")]],
    ["an escape", "\\*a\\*", [text("*a*")]],
    ["strong in strong is strong", "****a****", [{ kind: "strong", children: [text("a")] }]],
    ["a user", `hi <@${id}>`, [text("hi "), { kind: "user-mention", userId: id }]],
    ["a channel", `<#${id}>`, [{ kind: "channel-mention", conversationId: id }]],
    ["everyone", "<!channel>", [{ kind: "everyone-mention", audience: "channel" }]],
    ["everyone here", "<!here>", [{ kind: "everyone-mention", audience: "here" }]],
    [
      "a mention in strong",
      `**<@${id.toUpperCase()}>**`,
      [{ kind: "strong", children: [{ kind: "user-mention", userId: id }] }],
    ],
    ["a mention in code", `\`<@${id}>\``, [{ kind: "code", text: `<@${id}>` }]],
    ["a mention escaped", `\\<@${id}>`, [text(`<@${id}>`)]],
    ["no uuid, no mention", "<@dana> <#x> <!all>", [text("<@dana> <#x> <!all>")]],
    ["HTML is text", "<img src=x onerror=alert(1)>", [text("<img src=x onerror=alert(1)>")]],
    ["an entity is text", "&lt;b&gt; &#106;", [text("&lt;b&gt; &#106;")]],
    ["an emoji", ":tada:", [{ kind: "emoji", name: "tada", char: "🎉" }]],
    ["an unknown emoji", ":no_such:", [text(":no_such:")]],
    ["no emoji in a time", "10:100:1", [text("10:100:1")]],
    ["no emoji in code", "`:tada:`", [{ kind: "code", text: ":tada:" }]],
  ])("%s", (_, source, expected) => {
    expect(parse(source, { emoji: emojiNamed })).toEqual([paragraph(...expected)]);
    expect(parseInline(source, { emoji: emojiNamed })).toEqual(expected);
  });

  test("short names stay text until the table of emoji is there", () => {
    expect(parse(":tada:")).toEqual([paragraph(text(":tada:"))]);
  });

  test.each<[string, Inline[]]>([
    ["https://a.example/x_y_z", [link("https://a.example/x_y_z")]],
    ["(https://a.example/b).", [text("("), link("https://a.example/b"), text(").")]],
    ["<https://a.example>", [link("https://a.example")]],
    ["[docs](https://a.example)", [link("https://a.example", "docs")]],
    ["hallway.com", [link("http://hallway.com", "hallway.com")]],
    ["dana@hallway.com", [link("mailto:dana@hallway.com", "dana@hallway.com")]],
    ["[](https://a.example)", [link("https://a.example")]],
    ["[\u200b](https://a.example)", [link("https://a.example")]],
    ["main.rs and README.md", [text("main.rs and README.md")]],
    ["main.rs/path", [link("http://main.rs/path", "main.rs/path")]],
    ["![cat](https://a.example/c.png)", [text("!"), link("https://a.example/c.png", "cat")]],
  ])("links: %s", (source, expected) => {
    expect(parseInline(source)).toEqual(expected);
  });
});

describe("blocks", () => {
  test.each<[string, string, Block[]]>([
    ["nothing", "", []],
    ["only blanks", " \n\n ", []],
    ["two paragraphs", "a\n\nb", [paragraph(text("a")), paragraph(text("b"))]],
    [
      "a heading is a paragraph in strong",
      "## A **b**",
      [paragraph({ kind: "strong", children: [text("A b")] })],
    ],
    ["no heading without a space", "#general", [paragraph(text("#general"))]],
    ["no heading by underlining", "a\n===", [paragraph(text("a"), br(), text("==="))]],
    ["a rule", "a\n\n---", [paragraph(text("a")), { kind: "rule" }]],
    ["a quote", "> a\n> b", [{ kind: "quote", children: [paragraph(text("a"), br(), text("b"))] }]],
    ["an indented line is no code", "    a", [paragraph(text("a"))]],
    ["code with a language", "```TS x\na\n```", [code("ts", "a")]],
    ["code without one", "```\na\n\n b\n```", [code(null, "a\n\n b")]],
    ["code left open", "~~~\na", [code(null, "a")]],
    ["a strange language is none", "```<script>\na\n```", [code(null, "a")]],
    ["no mention in code", `\`\`\`\n<@${id}>\n\`\`\``, [code(null, `<@${id}>`)]],
    [
      "a list in a list",
      "- a\n  1. b\n- c",
      [
        bullets([
          [paragraph(text("a")), numbers(1, [[paragraph(text("b"))]])],
          [paragraph(text("c"))],
        ]),
      ],
    ],
    ["a numbered list keeps its start", "7. a", [numbers(7, [[paragraph(text("a"))]])]],
    [
      "a table with a short row",
      "|a|b|c|\n|:-|-:|:-:|\n|**1**|",
      [
        {
          kind: "table",
          columns: ["left", "right", "center"],
          header: [[text("a")], [text("b")], [text("c")]],
          rows: [[[{ kind: "strong", children: [text("1")] }], [], []]],
        },
      ],
    ],
    ["a reference definition is text", "[a]: x", [paragraph(text("[a]: x"))]],
  ])("%s", (_, source, expected) => {
    expect(parse(source)).toEqual(expected);
  });

  test("a table too large to draw stays text, all of it", () => {
    const source = `|a|b|\n|-|-|\n${"|1|2|\n".repeat(600)}`;
    const [block, ...others] = parse(source);
    expect(block?.kind).toBe("paragraph");
    expect(others).toEqual([]);
  });
});

function em(content: string): Inline {
  return { kind: "emphasis", children: [text(content)] };
}

function br(): Inline {
  return { kind: "line-break" };
}

function code(language: string | null, content: string): Block {
  return { kind: "code-block", language, code: content };
}

function bullets(items: Block[][]): Block {
  return { kind: "list", ordered: false, start: 1, items };
}

function numbers(start: number, items: Block[][]): Block {
  return { kind: "list", ordered: true, start, items };
}
