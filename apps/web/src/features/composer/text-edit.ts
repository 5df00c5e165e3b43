/** A text box's content and what is selected in it. */
export type Selected = { text: string; start: number; end: number };

/** A replacement of `from…to` by `insert`, and what is selected afterwards. */
export type TextEdit = { from: number; to: number; insert: string; start: number; end: number };

/** Puts a marker on both sides of the selection, or takes it away where it is already. */
export function toggleMarker({ text, start, end }: Selected, marker: string): TextEdit {
  const { length } = marker;
  const inner = text.slice(start, end);
  if (inner.length >= 2 * length && inner.startsWith(marker) && inner.endsWith(marker)) {
    const bare = inner.slice(length, -length);
    return { from: start, to: end, insert: bare, start, end: start + bare.length };
  }
  if (isBetween({ text, start, end }, marker)) {
    const from = start - length;
    return { from, to: end + length, insert: inner, start: from, end: from + inner.length };
  }
  const blankStart = inner.length - inner.trimStart().length;
  const words = inner.trim();
  const blankEnd = words === "" ? "" : inner.slice(blankStart + words.length);
  const lead = words === "" ? "" : inner.slice(0, blankStart);
  const insert = `${lead}${marker}${words === "" ? inner : words}${marker}${blankEnd}`;
  const first = start + lead.length + length;
  return {
    from: start,
    to: end,
    insert,
    start: first,
    end: first + (words === "" ? inner : words).length,
  };
}

/** Fences the selection as a code block on lines of its own. */
export function fenceCode({ text, start, end }: Selected): TextEdit {
  const before = start === 0 || text[start - 1] === "\n" ? "" : "\n";
  const after = end === text.length || text[end] === "\n" ? "" : "\n";
  const inner = text.slice(start, end).replace(/^\n+|\n+$/g, "");
  const opening = `${before}\`\`\`\n`;
  const first = start + opening.length;
  return {
    from: start,
    to: end,
    insert: `${opening}${inner}\n\`\`\`${after}`,
    start: first,
    end: first + inner.length,
  };
}

/** Begins every selected line with a prefix, or takes it away where all have it. */
export function toggleLinePrefix({ text, start, end }: Selected, prefix: string): TextEdit {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const lineEnd = text.indexOf("\n", end);
  const to = lineEnd === -1 ? text.length : lineEnd;
  const lines = text.slice(from, to).split("\n");
  const all = lines.every((line) => line.startsWith(prefix));
  const insert = lines
    .map((line) => (all ? line.slice(prefix.length) : prefix + withoutPrefix(line, prefix)))
    .join("\n");
  const shift = insert.length - (to - from);
  const caret = Math.max(from, end + shift);
  return { from, to, insert, start: start === end ? caret : from, end: caret };
}

/** Makes a link of the selection; what is missing, its words or its address, is selected to be typed. */
export function makeLink({ text, start, end }: Selected, address?: string): TextEdit {
  const inner = text.slice(start, end);
  if (address === undefined && isAddress(inner)) {
    return { from: start, to: end, insert: `[](${inner})`, start: start + 1, end: start + 1 };
  }
  const target = address ?? "https://";
  const insert = `[${inner}](${target})`;
  const after = start + insert.length;
  if (inner === "") return { from: start, to: end, insert, start: start + 1, end: start + 1 };
  if (address !== undefined) return { from: start, to: end, insert, start: after, end: after };
  const addressStart = start + inner.length + 3;
  return { from: start, to: end, insert, start: addressStart, end: after - 1 };
}

/** Goes to a new line; in a list or quote the new line goes on with it, and an empty item ends it. */
export function breakLine({ text, start, end }: Selected): TextEdit {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const line = text.slice(lineStart, start);
  const [, lead = "", sign = "", rest = ""] = /^(\s*)([-*+>]|\d+[.)])\s(.*)$/s.exec(line) ?? [];
  if (sign !== "" && rest === "" && start === end) {
    return { from: lineStart, to: end, insert: "", start: lineStart, end: lineStart };
  }
  const insert = sign === "" ? "\n" : `\n${lead}${nextSign(sign)} `;
  const caret = start + insert.length;
  return { from: start, to: end, insert, start: caret, end: caret };
}

/** Is it an address that a link can lead to? */
export function isAddress(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text.trim()) && URL.canParse(text.trim());
}

function isBetween({ text, start, end }: Selected, marker: string): boolean {
  const { length } = marker;
  if (text.slice(start - length, start) !== marker || text.slice(end, end + length) !== marker) {
    return false;
  }
  const sign = marker.charAt(0);
  return text[start - length - 1] !== sign && text[end + length] !== sign;
}

function withoutPrefix(line: string, prefix: string): string {
  return prefix === "> " ? line : line.replace(/^(?:[-*+]|\d+[.)])\s/, "");
}

function nextSign(sign: string): string {
  const number = Number.parseInt(sign, 10);
  return Number.isNaN(number) ? sign : `${number + 1}${sign.slice(-1)}`;
}
