import type { Token } from "markdown-it";
import type { EmojiLookup, Inline } from "./ast.ts";
import { isDeceptive, looksLikeFileName } from "./deceptive-link.ts";
import { inlineText } from "./inline-text.ts";
import { isSafeHref } from "./safe-link.ts";

type Wrap = "strong" | "emphasis" | "strike" | "link";

/** An open wrapper; `kind` is null where it adds nothing and its children go to its parent. */
type Frame = { kind: Wrap | null; href: string; automatic: boolean; children: Inline[] };

type Builder = { frames: Frame[]; top: Frame; openKinds: Set<Wrap> };

const WRAPS: Record<string, Wrap> = { strong: "strong", em: "emphasis", s: "strike", link: "link" };

/**
 * Builds the tree of a run of text. A wrapper inside one of its own kind adds nothing and is dropped,
 * so the tree is never deeper than there are kinds of wrappers, however deep the text nests them.
 */
export function buildInlines(tokens: Token[], emoji: EmojiLookup, within?: Wrap): Inline[] {
  const root: Frame = { kind: null, href: "", automatic: false, children: [] };
  const builder: Builder = { frames: [root], top: root, openKinds: new Set(within && [within]) };
  for (const token of tokens) {
    if (token.nesting === 1) open(builder, token);
    else if (token.nesting === -1) close(builder);
    else append(builder.top.children, toLeaf(token, emoji));
  }
  while (builder.frames.length > 1) close(builder);
  return root.children;
}

function open(builder: Builder, token: Token): void {
  const kind = WRAPS[token.type.replace(/_open$/, "")];
  const href = String(token.attrGet("href") ?? "");
  const automatic = token.info === "auto";
  if (kind === undefined || builder.openKinds.has(kind) || (kind === "link" && !isSafeHref(href))) {
    builder.top = { kind: null, href, automatic, children: builder.top.children };
  } else {
    builder.top = { kind, href, automatic, children: [] };
    builder.openKinds.add(kind);
  }
  builder.frames.push(builder.top);
}

function close(builder: Builder): void {
  const closed = builder.frames.pop();
  const parent = builder.frames.at(-1);
  if (!closed || !parent) return;
  builder.top = parent;
  if (closed.kind === null) return;
  builder.openKinds.delete(closed.kind);
  if (closed.kind === "link") appendLink(parent.children, closed);
  else if (closed.children.length > 0)
    parent.children.push(toWrapper(closed.kind, closed.children));
}

function toWrapper(kind: Exclude<Wrap, "link">, children: Inline[]): Inline {
  return { kind, children };
}

function appendLink(siblings: Inline[], { href, automatic, children }: Frame): void {
  const label = inlineText(children).trim();
  if (automatic && looksLikeFileName(label)) {
    for (const child of children) append(siblings, child);
    return;
  }
  const visible = children.length > 0 && !/^\p{Default_Ignorable_Code_Point}*$/u.test(label);
  siblings.push({
    kind: "link",
    href,
    deceptive: isDeceptive(label, href),
    children: visible ? children : [{ kind: "text", text: href }],
  });
}

function toLeaf(token: Token, emoji: EmojiLookup): Inline {
  switch (token.type) {
    case "softbreak":
    case "hardbreak":
      return { kind: "line-break" };
    case "code_inline":
      return { kind: "code", text: token.content };
    case "user_mention":
      return { kind: "user-mention", userId: token.content };
    case "channel_mention":
      return { kind: "channel-mention", conversationId: token.content };
    case "everyone_mention":
      return {
        kind: "everyone-mention",
        audience: token.content === "channel" ? "channel" : "here",
      };
    case "emoji":
      return toEmoji(token.content, emoji);
    default:
      return { kind: "text", text: token.content };
  }
}

function toEmoji(name: string, emoji: EmojiLookup): Inline {
  const char = emoji(name);
  if (char === undefined) return { kind: "text", text: `:${name}:` };
  return { kind: "emoji", name: name, char };
}

/** Neighbouring texts become one; empty ones vanish. */
function append(siblings: Inline[], leaf: Inline): void {
  const last = siblings.at(-1);
  if (leaf.kind !== "text") siblings.push(leaf);
  else if (last?.kind === "text") siblings[siblings.length - 1] = joined(last.text, leaf.text);
  else if (leaf.text !== "") siblings.push(leaf);
}

function joined(before: string, after: string): Inline {
  return { kind: "text", text: before + after };
}
