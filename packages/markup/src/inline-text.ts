import type { Inline, Names } from "./ast.ts";

const NOBODY: Names = { user: () => undefined, channel: () => undefined };

/** What a run of text says, without its formatting. */
export function inlineText(inlines: Inline[], names: Names = NOBODY): string {
  return inlines.map((inline) => textOf(inline, names)).join("");
}

function textOf(inline: Inline, names: Names): string {
  switch (inline.kind) {
    case "text":
    case "code":
      return inline.text;
    case "line-break":
      return "\n";
    case "strong":
    case "emphasis":
    case "strike":
    case "link":
      return inlineText(inline.children, names);
    case "user-mention":
      return `@${names.user(inline.userId) ?? "someone"}`;
    case "channel-mention":
      return `#${names.channel(inline.conversationId) ?? "channel"}`;
    case "everyone-mention":
      return `@${inline.audience}`;
    case "emoji":
      return inline.char;
  }
}
