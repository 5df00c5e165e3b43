import type { Block, EmojiLookup, Inline } from "./ast.ts";
import { buildBlocks } from "./build-blocks.ts";
import { buildInlines } from "./build-inlines.ts";
import { tokenizeBlocks, tokenizeInline } from "./tokenize.ts";

/** Without `emoji`, short names such as `:tada:` stay text; `emojiNamed` of `./emoji-data.ts` knows them. */
export type ParseOptions = { emoji?: EmojiLookup };

/** Reads a message. Never throws, whatever the text; the tree is at most 12 deep. */
export function parse(text: string, { emoji = noEmoji }: ParseOptions = {}): Block[] {
  return buildBlocks(tokenizeBlocks(text), emoji);
}

/** Reads one run of text without blocks: a topic, a status, a purpose. */
export function parseInline(text: string, { emoji = noEmoji }: ParseOptions = {}): Inline[] {
  return buildInlines(tokenizeInline(text), emoji);
}

function noEmoji(): undefined {
  return undefined;
}
