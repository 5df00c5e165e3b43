import type { Block, Inline } from "./ast.ts";

/** Every run of text of a message and everything inside it, in the order it is read. */
export function* inlinesOf(blocks: Block[]): Generator<Inline> {
  for (const block of blocks) {
    switch (block.kind) {
      case "paragraph":
        yield* withInner(block.children);
        break;
      case "quote":
        yield* inlinesOf(block.children);
        break;
      case "list":
        for (const item of block.items) yield* inlinesOf(item);
        break;
      case "table":
        for (const row of [block.header, ...block.rows]) yield* withInner(row.flat());
        break;
      case "code-block":
      case "rule":
        break;
    }
  }
}

function* withInner(inlines: Inline[]): Generator<Inline> {
  for (const inline of inlines) {
    yield inline;
    if ("children" in inline) yield* withInner(inline.children);
  }
}
