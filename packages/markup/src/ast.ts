/** A run of text inside a block. Discriminated by `kind`: render it with an exhaustive switch. */
export type Inline =
  | { kind: "text"; text: string }
  | { kind: "line-break" }
  | { kind: "code"; text: string }
  | { kind: "strong"; children: Inline[] }
  | { kind: "emphasis"; children: Inline[] }
  | { kind: "strike"; children: Inline[] }
  | LinkInline
  | { kind: "user-mention"; userId: string }
  | { kind: "channel-mention"; conversationId: string }
  | { kind: "everyone-mention"; audience: Audience }
  | { kind: "emoji"; name: string; char: string };

/** `href` is always http, https or mailto. `deceptive`: the label names another place than `href`. */
export type LinkInline = { kind: "link"; href: string; deceptive: boolean; children: Inline[] };

/** Who a mention of everyone reaches: all participants, or only those who are here now. */
export type Audience = "channel" | "here";

/** One block of a message. Headings arrive as a paragraph in strong. */
export type Block =
  | { kind: "paragraph"; children: Inline[] }
  | { kind: "quote"; children: Block[] }
  | { kind: "list"; ordered: boolean; start: number; items: Block[][] }
  | { kind: "code-block"; language: string | null; code: string }
  | TableBlock
  | { kind: "rule" };

/** A table; every row has as many cells as `columns`. */
export type TableBlock = {
  kind: "table";
  columns: Alignment[];
  header: Inline[][];
  rows: Inline[][][];
};

/** How a table's column is aligned; null where its author did not say. */
export type Alignment = "left" | "center" | "right" | null;

/** Finds the character of an emoji's short name (`tada` → 🎉), or nothing when there is none. */
export type EmojiLookup = (name: string) => string | undefined;

/** Finds what people are called. Answers nothing for those the reader may not know. */
export type Names = {
  user: (userId: string) => string | undefined;
  channel: (conversationId: string) => string | undefined;
};
