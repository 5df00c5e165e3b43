/** What the person began to name: `@da`, `#gen`, `:tad`; `from` is where its sign stands. */
export type Trigger = { sign: "@" | "#" | ":"; query: string; from: number };

const TRIGGER =
  /(?:^|[\s([{"'*_~>/])(?:(@)([\p{L}\p{N}][\p{L}\p{M}\p{N}.'’-]*(?: [\p{L}\p{M}\p{N}.'’-]*){0,2}|)|(#)([\p{L}\p{N}][\p{L}\p{M}\p{N}._-]*|)|(:)([a-z0-9_+-]{2,}))$/iu;
/** Names are short: further back nothing can begin. */
const FARTHEST = 100;

/** Finds what is being named just before the caret; nothing inside code. */
export function triggerAt(text: string, caret: number): Trigger | null {
  const before = text.slice(Math.max(0, caret - FARTHEST), caret);
  const found = TRIGGER.exec(before);
  if (!found || isInCode(text.slice(0, caret))) return null;
  const sign = found[1] ?? found[3] ?? found[5];
  const query = found[2] ?? found[4] ?? found[6] ?? "";
  if (sign !== "@" && sign !== "#" && sign !== ":") return null;
  return { sign, query, from: caret - query.length - 1 };
}

function isInCode(before: string): boolean {
  const fences = before.split("```").length - 1;
  if (fences % 2 === 1) return true;
  const line = before.slice(before.lastIndexOf("\n") + 1);
  return (line.split("`").length - 1) % 2 === 1;
}
