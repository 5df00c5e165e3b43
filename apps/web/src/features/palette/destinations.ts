import { matchName } from "../../ui/match-name.ts";

/** Somewhere to jump to, or something to do. */
export type Destination = {
  key: string;
  kind: "conversation" | "person" | "channel" | "action";
  title: string;
  detail: string;
  /** When there was last something new, as a number that grows; 0 when unknown. */
  recency: number;
  unread: boolean;
  /** The key of a destination that leads to the same place, such as the person of a direct message. */
  leadsTo?: string;
};

const KIND_ORDER: Record<Destination["kind"], number> = {
  conversation: 0,
  person: 1,
  channel: 2,
  action: 3,
};

/** Adds destinations to mine, each place once: where I am already, my own entry stands for it. */
export function joinDestinations<Item extends Destination>(
  mine: readonly Item[],
  others: readonly Item[],
): Item[] {
  const known = new Set(mine.flatMap(({ key, leadsTo }) => [key, leadsTo]));
  return [...mine, ...others.filter(({ key }) => !known.has(key))];
}

/** Orders destinations: with nothing typed the unread and the most recent, else by how the name answers. */
export function rankDestinations<Item extends Destination>(
  items: readonly Item[],
  query: string,
  most: number,
): Item[] {
  const typed = query.trim().replace(/^[#@]/, "");
  const ranked = items.flatMap((item) => {
    const quality = matchName(item.title, typed);
    return quality === null ? [] : [{ item, quality }];
  });
  return ranked
    .sort(
      (a, b) =>
        (typed === "" ? byNews(a.item, b.item) : a.quality - b.quality) ||
        KIND_ORDER[a.item.kind] - KIND_ORDER[b.item.kind] ||
        b.item.recency - a.item.recency ||
        a.item.title.localeCompare(b.item.title),
    )
    .slice(0, most)
    .map(({ item }) => item);
}

function byNews(a: Destination, b: Destination): number {
  return Number(b.unread) - Number(a.unread);
}
