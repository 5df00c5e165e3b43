export type WalkInput = { step: 1 | -1; wanted(id: string): boolean };

/** The next one before or after `from` that is wanted, round and round; `null` when there is no other. */
export function neighbourOf(
  ids: readonly string[],
  from: string | undefined,
  { step, wanted }: WalkInput,
): string | null {
  const count = ids.length;
  const start = from === undefined ? -1 : ids.indexOf(from);
  const origin = start < 0 && step === -1 ? 0 : start;
  for (let distance = 1; distance <= count; distance++) {
    const id = ids[(((origin + step * distance) % count) + count) % count];
    if (id !== undefined && id !== from && wanted(id)) return id;
  }
  return null;
}
