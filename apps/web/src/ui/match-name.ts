/** How well a name answers what was typed: 0 its start, 1 the start of a word in it, 2 anywhere; `null` not at all. */
export function matchName(name: string, typed: string): number | null {
  const wanted = fold(typed);
  const has = fold(name);
  if (has.startsWith(wanted)) return 0;
  const at = has.indexOf(wanted);
  if (at < 0) return null;
  return /[\s._-]/.test(has.charAt(at - 1)) ||
    new RegExp(`[\\s._-]${escapePattern(wanted)}`).test(has)
    ? 1
    : 2;
}

function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase().trimStart();
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
