import { describe, expect, test } from "vitest";
import type { LinkInline } from "./ast.ts";
import { linksOf } from "./links.ts";
import { parseInline } from "./parse.ts";

describe("a link leads to http, https or mailto only", () => {
  test.each([
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](\u0001javascript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](java&#10;script:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](<java\u0000script:alert(1)>)",
    "[x](vbscript:msgbox)",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](file:///etc/passwd)",
    "[x](//evil.example)",
    "[x](/admin)",
    "[x](#top)",
    "[x](http:evil.example)",
    "[x](https:///evil.example)",
    "[x](https:\\\\evil.example)",
    "[x]()",
    "<javascript:alert(1)>",
    "<ftp://a.example>",
    "ftp://a.example",
    "[x][y]\n\n[y]: https://a.example/?",
  ])("%j stays text", (source) => {
    const hrefs = linksOf(source).filter((href) => !href.startsWith("https://a.example/"));
    expect(hrefs).toEqual([]);
  });

  test("the addresses of a message, each once, in order", () => {
    const source =
      "see https://b.example\n> [a](https://a.example) https://b.example `https://c.example`";
    expect(linksOf(source)).toEqual(["https://b.example", "https://a.example"]);
  });
});

describe("a label that names another place is deceptive", () => {
  test.each([
    ["https://bank.example", "https://evil.example"],
    ["bank.com", "https://evil.example/bank.com"],
    ["www.bank.com", "https://bank.com.evil.example"],
    ["Log in at bank.com now", "https://evil.example"],
    ["BANK.COM", "https://evil.example"],
    ["bank。com", "https://evil.example"],
    ["ba\u200bnk.com", "https://evil.example"],
    ["bank\u2024com", "https://evil.example"],
    ["bank\ufe52com", "https://evil.example"],
    ["https:\uff0f\uff0fbank.com", "https://evil.example"],
    ["**bank**.com", "https://evil.example"],
    ["аррӏе.com", "https://apple.com"],
    ["10.0.0.1", "https://evil.example"],
    ["support@bank.com", "mailto:x@evil.example"],
    ["https://main.rs", "https://evil.example"],
    ["\u202emoc.knab", "https://evil.example"],
    ["anything", "https://bank.com@evil.example"],
    ["https://bank.com", "mailto:evil"],
    ["https://localhost", "https://evil.example"],
    ["see (https://bank.com)", "https://evil.example"],
    ["evil.example bank.com", "https://evil.example"],
  ])("[%s](%s)", (label, href) => {
    expect(linkOf(`[${label}](${href})`).deceptive).toBe(true);
  });

  test.each([
    ["docs", "https://a.example"],
    ["https://a.example", "https://a.example/path"],
    ["A.example", "https://www.a.example"],
    ["www.a.example", "https://a.example"],
    ["a.example", "https://docs.a.example"],
    ["main.rs", "https://git.example/main.rs"],
    ["see (https://a.example).", "https://a.example"],
    ["version 1.2", "https://a.example"],
    ["e.g. this", "https://a.example"],
    ["bücher.example", "https://xn--bcher-kva.example"],
    ["bu\u0308cher.example", "https://xn--bcher-kva.example"],
    ["wait\u2026 what", "https://a.example"],
    ["dana@a.example", "mailto:dana@a.example"],
    ["https://a.example:8443", "https://a.example:8443"],
    ["שלום\u200f", "https://a.example"],
  ])("[%s](%s) is not", (label, href) => {
    expect(linkOf(`[${label}](${href})`).deceptive).toBe(false);
  });

  test.each(["https://a.example/b.com", "a.com", "<https://a.example>", "dana@a.com"])(
    "%s, found in the text, is not",
    (source) => {
      expect(linkOf(source).deceptive).toBe(false);
    },
  );
});

function linkOf(source: string): LinkInline {
  const link = parseInline(source).find((inline) => inline.kind === "link");
  if (!link) throw new Error(`no link in ${source}`);
  return link;
}
