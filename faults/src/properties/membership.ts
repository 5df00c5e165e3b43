import type { StoredMessage, Truth } from "../checker-truth.ts";

/** A time in which somebody was in a conversation, by the ticks of the system messages that say so. */
export interface Stay {
  from: number;
  /** The tick of their leaving; infinity while they stay. */
  until: number;
}

/** Who was in which conversation when, by the timelines themselves. */
export interface Memberships {
  staysOf(user: string, conversation: string): readonly Stay[];
  /** Whether they were in it when its room's clock stood there. */
  isInAt(user: string, conversation: string, clock: number): boolean;
}

const COMES: ReadonlySet<string> = new Set(["created", "joined", "added"]);
const GOES: ReadonlySet<string> = new Set(["left", "removed"]);

export function readMemberships(truth: Truth): Memberships {
  const stays = new Map<string, Stay[]>();
  const timeline = [...truth.messages.values()].sort((a, b) => a.tick - b.tick);
  for (const message of timeline) note(stays, message);
  // Whom no system message speaks of (the people of direct messages) is in it from the start.
  for (const { user, conversation, left } of truth.participants) {
    const key = `${user} ${conversation}`;
    if (!stays.has(key) && !left) stays.set(key, [{ from: 0, until: Number.POSITIVE_INFINITY }]);
  }
  const staysOf = (user: string, conversation: string) =>
    stays.get(`${user} ${conversation}`) ?? [];
  return {
    staysOf,
    isInAt: (user, conversation, clock) =>
      staysOf(user, conversation).some(({ from, until }) => from <= clock && clock < until),
  };
}

function note(
  stays: Map<string, Stay[]>,
  { event, author, conversation, tick }: StoredMessage,
): void {
  if (!event) return;
  const isByThemselves =
    event.name === "left" || event.name === "joined" || event.name === "created";
  const people = new Set([...(isByThemselves ? [author] : []), ...event.users]);
  for (const user of people) {
    const key = `${user} ${conversation}`;
    const known = stays.get(key) ?? [];
    stays.set(key, known);
    const last = known.at(-1);
    const isIn = last !== undefined && last.until === Number.POSITIVE_INFINITY;
    if (COMES.has(event.name) && !isIn) known.push({ from: tick, until: Number.POSITIVE_INFINITY });
    else if (GOES.has(event.name) && isIn) last.until = tick;
    else if (GOES.has(event.name) && !last) known.push({ from: 0, until: tick });
  }
}
