import type { Room } from "./rooms.ts";

/** The trailing hint: a few seconds after a room's last change its clock is told once more, for whoever lost that one. */
export interface ClockHints {
  /** The room has moved on to `clock`; `own` says that this node committed it. */
  moved(room: Room, clock: number, own: boolean): void;
  close(): void;
}

/** A room's clock that is due to be told. */
export interface DueHint {
  room: Room;
  clock: number;
  own: boolean;
}

/** How long a room must be quiet before its clock is hinted once more. */
const QUIET_MS = 3_000;
/** One timer looks for all rooms, so that a change costs none. */
const LOOK_EVERY_MS = 500;

export function createClockHints(tell: (due: readonly DueHint[]) => void): ClockHints {
  /** In the order in which they fall due. */
  const hints = new Map<string, DueHint & { at: number }>();
  let timer: NodeJS.Timeout | null = null;

  function look(): void {
    const now = performance.now();
    const due: DueHint[] = [];
    for (const [id, hint] of hints) {
      if (hint.at > now) break;
      hints.delete(id);
      due.push(hint);
    }
    if (due.length > 0) tell(due);
    timer = hints.size > 0 ? setTimeout(look, LOOK_EVERY_MS).unref() : null;
  }

  return {
    moved(room, clock, own) {
      const before = hints.get(room.id);
      hints.delete(room.id);
      hints.set(room.id, {
        room,
        clock: Math.max(clock, before?.clock ?? 0),
        own: own || before?.own === true,
        at: performance.now() + QUIET_MS,
      });
      timer ??= setTimeout(look, LOOK_EVERY_MS).unref();
    },
    close() {
      if (timer) clearTimeout(timer);
      hints.clear();
    },
  };
}
