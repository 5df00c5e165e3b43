import type { Token } from "markdown-it";
import type { Alignment, Block, EmojiLookup, Inline } from "./ast.ts";
import { buildInlines } from "./build-inlines.ts";

/** Quotes and lists inside this many others give their blocks to the one around them. */
const MAX_DEPTH = 6;
const LANGUAGE = /^[\w+#.-]{1,32}$/;

/** The reading position in a stream of tokens, and how many quotes and lists are open there. */
type Cursor = { tokens: Token[]; position: number; depth: number; emoji: EmojiLookup };

/** Builds the blocks of a message from the tokens of the whole message. */
export function buildBlocks(tokens: Token[], emoji: EmojiLookup): Block[] {
  return readUntil({ tokens, position: 0, depth: 0, emoji }, null);
}

function readUntil(cursor: Cursor, closing: string | null): Block[] {
  const blocks: Block[] = [];
  for (let token = next(cursor); token && token.type !== closing; token = next(cursor)) {
    blocks.push(...readBlock(cursor, token));
  }
  return blocks;
}

function readBlock(cursor: Cursor, token: Token): Block[] {
  switch (token.type) {
    case "paragraph_open":
      return paragraph(readInlines(cursor, "paragraph_close"));
    case "heading_open":
      return heading(readInlines(cursor, "heading_close", "strong"));
    case "blockquote_open":
      return readQuote(cursor);
    case "bullet_list_open":
      return readList(cursor, "bullet_list_close", null);
    case "ordered_list_open":
      return readList(cursor, "ordered_list_close", Number(token.attrGet("start") ?? 1));
    case "fence":
      return [{ kind: "code-block", language: languageOf(token), code: withoutEnd(token.content) }];
    case "table_open":
      return [readTable(cursor)];
    case "hr":
      return [{ kind: "rule" }];
    default:
      return [];
  }
}

function readQuote(cursor: Cursor): Block[] {
  cursor.depth++;
  const children = readUntil(cursor, "blockquote_close");
  cursor.depth--;
  if (children.length === 0) return [];
  return cursor.depth < MAX_DEPTH ? [{ kind: "quote", children }] : children;
}

function readList(cursor: Cursor, closing: string, start: number | null): Block[] {
  const items: Block[][] = [];
  cursor.depth++;
  for (let token = next(cursor); token && token.type !== closing; token = next(cursor)) {
    items.push(readUntil(cursor, "list_item_close"));
  }
  cursor.depth--;
  if (cursor.depth >= MAX_DEPTH) return items.flat();
  return [{ kind: "list", ordered: start !== null, start: start ?? 1, items }];
}

function readTable(cursor: Cursor): Block {
  const columns: Alignment[] = [];
  const rows: Inline[][][] = [];
  for (let token = next(cursor); token && token.type !== "table_close"; token = next(cursor)) {
    if (token.type === "tr_open") rows.push([]);
    if (token.type === "th_open") columns.push(alignmentOf(token));
    if (token.type === "inline") rows.at(-1)?.push(buildInlines(childrenOf(token), cursor.emoji));
  }
  const [header = [], ...body] = rows;
  return { kind: "table", columns, header, rows: body };
}

function readInlines(cursor: Cursor, closing: string, within?: "strong"): Inline[] {
  const inlines: Inline[] = [];
  for (let token = next(cursor); token && token.type !== closing; token = next(cursor)) {
    inlines.push(...buildInlines(childrenOf(token), cursor.emoji, within));
  }
  return inlines;
}

function paragraph(children: Inline[]): Block[] {
  return children.length > 0 ? [{ kind: "paragraph", children }] : [];
}

function heading(children: Inline[]): Block[] {
  return children.length > 0 ? paragraph([{ kind: "strong", children }]) : [];
}

function languageOf(token: Token): string | null {
  const [word = ""] = token.info.trim().split(/\s+/, 1);
  return LANGUAGE.test(word) ? word.toLowerCase() : null;
}

function withoutEnd(code: string): string {
  return code.replace(/\n$/, "");
}

function alignmentOf(token: Token): Alignment {
  switch (token.attrGet("style")) {
    case "text-align:left":
      return "left";
    case "text-align:center":
      return "center";
    case "text-align:right":
      return "right";
    default:
      return null;
  }
}

function childrenOf(token: Token): Token[] {
  return token.children ?? [];
}

function next(cursor: Cursor): Token | undefined {
  return cursor.tokens[cursor.position++];
}
