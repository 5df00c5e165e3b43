import type { Pick } from "@hallway/markup";

/** Someone or something to name: what the box would show, what is stored, and what tells namesakes apart. */
export type Named = { label: string; token: string; detail?: string };

/** Adds a pick; a namesake of another that is picked already gets a label of its own. */
export function addPick(
  picks: readonly Pick[],
  { label, token, detail }: Named,
): { label: string; picks: Pick[] } {
  const known = picks.find((pick) => pick.token === token);
  if (known) return { label: known.label, picks: [...picks] };
  const free = candidates(label, detail).find((one) => !picks.some((pick) => pick.label === one));
  const chosen = free ?? token;
  return { label: chosen, picks: [...picks, { label: chosen, token }] };
}

function candidates(label: string, detail: string | undefined): string[] {
  const numbered = Array.from({ length: 20 }, (_, at) => `${label} (${at + 2})`);
  return [label, ...(detail ? [`${label} (${detail})`] : []), ...numbered];
}
