/** The parts of `next` that differ from what stands. */
export function changedParts<Whole extends object, Part extends Partial<Whole>>(
  stands: Whole,
  next: Part,
): Partial<Part> {
  const changes: Partial<Part> = { ...next };
  for (const key in next) {
    if (Object.is(new Map(Object.entries(stands)).get(key), next[key])) delete changes[key];
  }
  return changes;
}
