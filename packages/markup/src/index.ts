/**
 * The text of messages, for the server and the web alike: pure TypeScript, neither DOM nor Node.
 *
 * What people write is Markdown as chat uses it: `**strong**`, `*emphasis*`, `~~strike~~`, `` `code` ``,
 * code blocks, quotes, lists, tables, links; a newline breaks the line. A mention is stored by id:
 * `<@userId>`, `<#conversationId>`, `<!channel>`, `<!here>`. `parse` turns it into a small tree of plain
 * objects (`Block`, `Inline`); no HTML exists at any point, so nothing has to be escaped or cleaned.
 *
 * What holds for every text, however hostile:
 * - parsing never throws, and its tree is at most 12 deep (`build-blocks.ts`, `build-inlines.ts`);
 * - the work is bounded by the length: depth and table size are capped (`block-limits.ts`);
 * - a link leads to http, https or mailto only, and says so when its label names another place;
 * - nothing that was written is dropped: what is not markup is text.
 *
 * Direction marks (bidi controls) inside a message stay in its text: isolate it where it is drawn.
 * The table of emoji is heavy and an entry of its own, `@hallway/markup/emoji-data`: load it when first
 * needed and hand its `emojiNamed` to `parse`, `toPlainText` and `isEmojiOnly`.
 */
export type {
  Alignment,
  Audience,
  Block,
  EmojiLookup,
  Inline,
  LinkInline,
  Names,
  TableBlock,
} from "./ast.ts";
export { type Editable, type Pick, toEditable, toStored } from "./composer-text.ts";
export { isEmojiOnly } from "./emoji-only.ts";
export { inlineText } from "./inline-text.ts";
export { linksOf } from "./links.ts";
export { lookAlikeKey } from "./look-alike.ts";
export { MAX_MENTIONS, type Mentions, mentionsOf } from "./mentions.ts";
export { type ParseOptions, parse, parseInline } from "./parse.ts";
export { toPlainText } from "./plain-text.ts";
