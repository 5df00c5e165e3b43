/**
 * What a form holds when the thing it changes was changed elsewhere meanwhile: the new parts, except those the person has
 * changed here.
 */
export function followChanges<Parts extends Readonly<Record<string, string>>>(
  held: Parts,
  { before, now }: { before: Parts; now: Parts },
): Parts {
  const followed = { ...now };
  for (const part in held) if (held[part] !== before[part]) followed[part] = held[part];
  return followed;
}
