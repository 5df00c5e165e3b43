import { limits } from "@hallway/protocol/limits";

/** Addresses to try for a workspace of this name, best first; `chance` gives digits for the last ones. */
export function slugCandidates(name: string, chance: () => string): string[] {
  const base = toSlug(name);
  const suffixes = ["2", "3", chance(), chance()];
  return [base, ...suffixes.map((suffix) => withSuffix(base, suffix))];
}

/** A name as an address: `Größe & Co.` is `grosse-co`. Names without Latin letters become `team`. */
export function toSlug(name: string): string {
  const words = name
    .replace(/ß/g, "ss")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/['’]/g, "")
    .replace(/[^a-z0-9]+/g, "-");
  const slug = trimHyphens(trimHyphens(words).slice(0, limits.slugMax));
  if (slug.length >= limits.slugMin) return slug;
  return slug === "" ? "team" : `${slug}-team`;
}

function withSuffix(base: string, suffix: string): string {
  return `${trimHyphens(base.slice(0, limits.slugMax - suffix.length - 1))}-${suffix}`;
}

function trimHyphens(text: string): string {
  return text.replace(/^-+|-+$/g, "");
}
