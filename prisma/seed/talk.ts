import type { Topic } from "./channels.ts";
import { exchanges } from "./exchanges.ts";
import { pick, pickWeighted, sample } from "./random.ts";
import { fill } from "./slots.ts";

/** A place where people talk: how much, about what, and who. */
export interface Place {
  key: string;
  share: number;
  topics: readonly Topic[];
  people: readonly string[];
  /** Nothing is said here after this time. */
  until: Date;
}

export interface SaidLine {
  place: string;
  userId: string;
  text: string;
  mentions: string[];
  at: Date;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Lets people talk for some days until `now`, mostly at work hours, until about so many lines are said. */
export function talk(
  places: readonly Place[],
  { lines, days, now, random }: { lines: number; days: number; now: Date; random: () => number },
): SaidLine[] {
  const said: SaidLine[] = [];
  while (said.length < lines) {
    const place = pickWeighted(places, random);
    const start = workHour(now, Math.floor(random() * days), random);
    if (start < place.until) said.push(...exchange(place, start, random));
  }
  return said.filter(({ at }) => at < now).sort((a, b) => a.at.getTime() - b.at.getTime());
}

function exchange(place: Place, start: Date, random: () => number): SaidLine[] {
  const speakers = sample(place.people, 3, random);
  const [a = "", b = a, c = b] = speakers;
  const ids = { A: a, B: b, C: c };
  let at = start.getTime();
  return pick(exchanges[pick(place.topics, random)], random).map(([speaker, line]) => {
    at += (0.3 + random() * 5) * MINUTE_MS;
    const mentions = (["A", "B", "C"] as const).filter((who) => line.includes(`@${who}`));
    const text = fill(line, random).replace(
      /@([ABC])\b/g,
      (_, who: "A" | "B" | "C") => `<@${ids[who]}>`,
    );
    return {
      place: place.key,
      userId: ids[speaker],
      text,
      mentions: [...new Set(mentions.map((who) => ids[who]))],
      at: new Date(at),
    };
  });
}

/** A moment so many days ago, between eight and six, and rarely at a weekend. */
function workHour(now: Date, daysAgo: number, random: () => number): Date {
  const day = new Date(now.getTime() - daysAgo * DAY_MS);
  const weekday = day.getUTCDay();
  if ((weekday === 0 || weekday === 6) && random() > 0.15) day.setTime(day.getTime() - 2 * DAY_MS);
  day.setUTCHours(8, 0, 0, 0);
  return new Date(day.getTime() + random() * 10 * 60 * MINUTE_MS);
}
