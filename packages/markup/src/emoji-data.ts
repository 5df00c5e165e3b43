import { gemoji } from "gemoji";

/** An emoji as pickers show it. `name` is its first short name; `names` are all of them. */
export type Emoji = { char: string; name: string; names: string[]; description: string };

/** The emoji of one tab of the picker. */
export type EmojiGroup = { name: string; emoji: Emoji[] };

type Entry = { emoji: Emoji; tags: string[]; group: string };

const entries: Entry[] = gemoji.flatMap(({ emoji: char, names, tags, description, category }) => {
  const [name] = names;
  if (name === undefined) return [];
  return [{ emoji: { char, name, names, description }, tags, group: category }];
});
const byName = new Map(entries.flatMap((entry) => entry.emoji.names.map((n) => [n, entry.emoji])));
const byChar = new Map(entries.map(({ emoji }) => [bare(emoji.char), emoji]));

/** The character of a short name: `tada` → 🎉. */
export function emojiNamed(name: string): string | undefined {
  return byName.get(name)?.char;
}

/** The emoji of a character, with or without its variation selector or skin tone. */
export function emojiOf(char: string): Emoji | undefined {
  return byChar.get(bare(char));
}

/** All emoji, in the order and the groups of Unicode. */
export function emojiGroups(): EmojiGroup[] {
  return [...Map.groupBy(entries, (entry) => entry.group)].map(([name, members]) => ({
    name,
    emoji: members.map((entry) => entry.emoji),
  }));
}

/** The emoji a person may mean by what they typed so far, the likeliest first. */
export function searchEmoji(query: string, limit: number): Emoji[] {
  const wanted = query
    .toLowerCase()
    .replace(/^:/, "")
    .replace(/[\s-]+/g, "_");
  if (wanted === "") return entries.slice(0, limit).map((entry) => entry.emoji);
  return entries
    .map((entry, order) => ({ entry, order, distance: distanceOf(entry, wanted) }))
    .filter(({ distance }) => distance < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.distance - b.distance || a.order - b.order)
    .slice(0, limit)
    .map(({ entry }) => entry.emoji);
}

/** Exact name, exact tag, start of a name, start of a word in a name, start of a tag, anywhere. */
function distanceOf({ emoji, tags }: Entry, wanted: string): number {
  if (emoji.names.includes(wanted)) return 0;
  if (tags.includes(wanted)) return 1;
  if (emoji.names.some((name) => name.startsWith(wanted))) return 2;
  if (emoji.names.some((name) => name.includes(`_${wanted}`))) return 3;
  if (tags.some((tag) => tag.startsWith(wanted))) return 4;
  if (emoji.names.some((name) => name.includes(wanted))) return 5;
  if (emoji.description.replaceAll(" ", "_").includes(wanted)) return 6;
  return Number.POSITIVE_INFINITY;
}

function bare(char: string): string {
  return char.replace(/[\ufe0e\ufe0f]|\p{Emoji_Modifier}/gu, "");
}
