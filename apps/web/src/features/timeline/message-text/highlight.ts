import { common, createLowlight } from "lowlight";
import type { CodeColour, CodePiece } from "./highlighting.ts";

const lowlight = createLowlight(common);

type Tree = ReturnType<typeof lowlight.highlight>;
type Node = Tree["children"][number];

const COLOURS: [CodeColour, RegExp][] = [
  ["comment", /comment|quote|deletion|meta/],
  ["string", /string|regexp|addition|attr\b|attribute/],
  ["number", /number|literal|symbol|bullet|variable\b/],
  ["keyword", /keyword|selector-tag|tag|built_in|operator|section/],
  ["name", /title|name|function|class|type|selector|property|link/],
];

/** Some code costs a tenth of a second, and comes into sight again and again while one scrolls. */
const MOST_KEPT = 100;
const kept = new Map<string, readonly CodePiece[]>();

/** Code as stretches of colour; `null` for a language nobody taught us. */
export function highlight(code: string, language: string): readonly CodePiece[] | null {
  if (!lowlight.registered(language)) return null;
  const key = `${language}\n${code}`;
  const pieces = kept.get(key) ?? colour(code, language);
  kept.delete(key);
  kept.set(key, pieces);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  return pieces;
}

function colour(code: string, language: string): readonly CodePiece[] {
  return lowlight.highlight(language, code).children.flatMap((node) => piecesOf(node, null));
}

function piecesOf(node: Node, colour: CodeColour | null): CodePiece[] {
  if (node.type === "text") return [{ text: node.value, colour }];
  if (node.type !== "element") return [];
  const own = colourOf(node.properties.className) ?? colour;
  return node.children.flatMap((child) => piecesOf(child, own));
}

function colourOf(className: unknown): CodeColour | null {
  const names = Array.isArray(className) ? className.join(" ") : "";
  return COLOURS.find(([, pattern]) => pattern.test(names))?.[0] ?? null;
}
