/** A deliberate fault: exact pieces of the server's source, and what stands there instead when it is switched on. */
export interface Sabotage {
  name: string;
  /** What the server does wrong then, in one sentence. */
  does: string;
  /** The properties of which at least one has to name it. */
  namedBy: readonly string[];
  edits: readonly Edit[];
  /** It shows only where several nodes share a site. */
  needs?: "cluster";
}

/** One replacement; the piece stands in its file exactly once. */
export interface Edit {
  /** Below `apps/server/src`. */
  file: string;
  piece: string;
  instead: string;
}

/** Replaces the pieces. Throws when one is not there exactly once: the source has moved on, and the sabotage has to follow. */
export function applyEdits(source: string, edits: readonly Edit[]): string {
  return edits.reduce((text, { file, piece, instead }) => {
    const places = text.split(piece).length - 1;
    if (places !== 1)
      throw new Error(`${file} has this piece ${places} times, not once:\n${piece}`);
    return text.replace(piece, () => instead);
  }, source);
}
