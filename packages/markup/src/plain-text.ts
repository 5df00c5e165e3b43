import type { Block, Names } from "./ast.ts";
import { inlineText } from "./inline-text.ts";
import { type ParseOptions, parse } from "./parse.ts";

/** What a message says, for notifications, search and titles: no formatting, people by their names. */
export function toPlainText(text: string, names: Names, options: ParseOptions = {}): string {
  return blocksText(parse(text, options), names);
}

function blocksText(blocks: Block[], names: Names): string {
  return blocks
    .map((block) => blockText(block, names))
    .filter((text) => text !== "")
    .join("\n");
}

function blockText(block: Block, names: Names): string {
  switch (block.kind) {
    case "paragraph":
      return inlineText(block.children, names);
    case "quote":
      return blocksText(block.children, names);
    case "list":
      return block.items
        .map((item, index) => `${markerOf(block, index)} ${blocksText(item, names)}`.trimEnd())
        .join("\n");
    case "code-block":
      return block.code;
    case "table":
      return [block.header, ...block.rows]
        .map((row) => row.map((cell) => inlineText(cell, names)).join(" | "))
        .join("\n");
    case "rule":
      return "";
  }
}

function markerOf(list: { ordered: boolean; start: number }, index: number): string {
  return list.ordered ? `${list.start + index}.` : "•";
}
