import type { Pick } from "@hallway/markup/composer-text";

/** What stands in a composer: its text, and what was picked from suggestions. */
export interface Draft {
  text: string;
  picks: readonly Pick[];
}

export const emptyDraft: Draft = { text: "", picks: [] };

/** Reads a draft that was kept as text; null for anything that is none. */
export function parseDraft(value: unknown): Draft | null {
  if (typeof value !== "object" || value === null) return null;
  if (!("text" in value) || typeof value.text !== "string" || value.text === "") return null;
  if (!("picks" in value) || !Array.isArray(value.picks)) return null;
  return { text: value.text, picks: value.picks.filter(isPick) };
}

function isPick(value: unknown): value is Pick {
  return (
    typeof value === "object" &&
    value !== null &&
    "label" in value &&
    typeof value.label === "string" &&
    "token" in value &&
    typeof value.token === "string"
  );
}
