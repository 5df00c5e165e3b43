/** Of things, newest first, those that came after one of them; all of them where that one is not there. */
export function newerThan<Thing>(
  things: readonly Thing[],
  last: Thing | undefined,
): readonly Thing[] {
  const at = last === undefined ? -1 : things.indexOf(last);
  return at < 0 ? things : things.slice(0, at);
}
