/** A stretch of changes of a room: everything after `from`, up to and with `to`. */
export interface Stretch {
  from: number;
  to: number;
}

/**
 * How far a room is known. Up to `clock` nothing is missing; `ahead` are stretches that arrived although something
 * before them has not. Zero means that the room's past is not known at all.
 */
export interface RoomClock {
  clock: number;
  ahead: readonly Stretch[];
}

export const unknownClock: RoomClock = { clock: 0, ahead: [] };

/** The clock after a stretch of changes was applied: it moves when the stretch joins on, and then over what was ahead. */
export function advanceClock(known: RoomClock, stretch: Stretch): RoomClock {
  if (stretch.to <= known.clock) return known;
  return settle(known.clock, [...known.ahead, stretch]);
}

/** The clock of a room whose state was read anew at `to`: what came ahead of that reading still counts. */
export function restartClock(known: RoomClock, to: number): RoomClock {
  return settle(to, known.ahead);
}

/** Whether everything of a stretch has been applied already. */
export function isCovered({ clock, ahead }: RoomClock, { from, to }: Stretch): boolean {
  return to <= clock || ahead.some((stretch) => stretch.from <= from && to <= stretch.to);
}

/** Whether something before the newest changes is missing. */
export function hasHole(known: RoomClock): boolean {
  return known.ahead.length > 0;
}

/** The newest tick heard of. */
export function newestTick({ clock, ahead }: RoomClock): number {
  return ahead.at(-1)?.to ?? clock;
}

function settle(start: number, stretches: readonly Stretch[]): RoomClock {
  let clock = start;
  const ahead: Stretch[] = [];
  for (const stretch of stretches.toSorted((a, b) => a.from - b.from)) {
    const last = ahead.at(-1);
    if (stretch.from <= clock && !last) clock = Math.max(clock, stretch.to);
    else if (last && stretch.from <= last.to) {
      ahead[ahead.length - 1] = { from: last.from, to: Math.max(last.to, stretch.to) };
    } else ahead.push(stretch);
  }
  return { clock, ahead };
}
