import Markdown, { type MarkdownIt, type Token } from "markdown-it";
import { limitBlocks } from "./block-limits.ts";
import { readEmoji, readMention } from "./inline-rules.ts";
import { isSafeHref } from "./safe-link.ts";

/** Above the block limit, so that only the inside of links and images is ever cut by it. */
const MAX_INLINE_NESTING = 20;

/** An address found in running text ends here at the latest. */
const MAX_FOUND_ADDRESS = 2_000;

/**
 * What is not chat: indented code, underlined headings, reference definitions, images, HTML and
 * entities stay what was typed.
 */
const NOT_CHAT = ["code", "lheading", "reference", "html_block", "image", "html_inline", "entity"];

const markdown = createMarkdown();

/** Reads a whole message as a flat stream of tokens. */
export function tokenizeBlocks(text: string): Token[] {
  return markdown.parse(text, {});
}

/** Reads one run of text (a topic, a status) as a flat stream of tokens: no blocks. */
export function tokenizeInline(text: string): Token[] {
  return markdown.parseInline(text, {}).flatMap((token) => token.children ?? []);
}

/** Writes an address as a browser would ask for it: percent-encoded, the host in ASCII. */
export function normalizeAddress(address: string): string {
  return markdown.normalizeLink(address);
}

function createMarkdown(): MarkdownIt {
  const created = new Markdown({ html: false, linkify: true, maxNesting: MAX_INLINE_NESTING });
  created.disable(NOT_CHAT);
  created.validateLink = isSafeHref;
  created.linkify.set({ fuzzyLink: true, maxLength: MAX_FOUND_ADDRESS });
  created.linkify.add("ftp:", null).add("//", null);
  created.inline.ruler.before("autolink", "mention", readMention);
  created.inline.ruler.after("linkify", "emoji", readEmoji);
  limitBlocks(created);
  return created;
}
