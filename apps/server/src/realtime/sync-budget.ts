import { type Change, limits } from "@hallway/protocol";

/**
 * The rooms whose changes one answer has no place for, the heaviest first. An answer that a slow line carries for longer
 * than a ping may take would break the line, and the next one would be no smaller.
 */
export function findTooHeavy(
  roomIds: readonly string[],
  changes: ReadonlyMap<string, readonly Change[]>,
): Set<string> {
  const rooms = roomIds
    .map((id) => ({ id, bytes: (changes.get(id) ?? []).reduce(addWeight, 0) }))
    .sort((one, other) => one.bytes - other.bytes);
  let left: number = limits.syncBytes;
  return new Set(
    rooms.flatMap(({ id, bytes }) => {
      left -= bytes;
      return left < 0 ? [id] : [];
    }),
  );
}

/** About what a change weighs on the wire beside its text. */
const FRAME_BYTES = 600;

function addWeight(sum: number, { kind, data }: Change): number {
  return sum + FRAME_BYTES + (kind === "message" ? Buffer.byteLength(data.text) : 0);
}
