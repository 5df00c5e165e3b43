import type { UserId } from "@hallway/protocol";
import { movedPeople, type RoomStep } from "./room-step.ts";
import type { Room } from "./rooms.ts";

/** What the gate keeps of one room that somebody of this node stands in. */
export interface Door {
  room: Room;
  /** Whoever stands in the room was a member at this tick or a later one. */
  clock: number;
  /** From this tick on, every move that changed somebody's place is in `moves`. */
  since: number;
  moves: Map<UserId, { tick: number; at: number }>;
  /** Steps that came before one that is missing, or while the database was asked. */
  waiting: RoomStep[];
  /** Those of the waiting whose people the database has been asked about. */
  answered: WeakSet<RoomStep>;
  stopWaiting: (() => void) | null;
  asking: Promise<void> | null;
}

/** A socket that is about to enter has read the database within this time, or reads again. */
const MOVES_KEPT_MS = 60_000;

export function createDoor(room: Room, clock: number): Door {
  return {
    room,
    clock,
    since: clock,
    moves: new Map(),
    waiting: [],
    answered: new WeakSet(),
    stopWaiting: null,
    asking: null,
  };
}

/** Remembers whom a step has moved, for those who are entering with an older reading. */
export function remember(door: Door, step: RoomStep): void {
  const at = performance.now();
  for (const userId of movedPeople(step)) door.moves.set(userId, { tick: step.to, at });
}

/** What is forgotten is no longer vouched for: an older reading than that is read again. */
export function forgetOldMoves(door: Door): void {
  const cut = performance.now() - MOVES_KEPT_MS;
  for (const [userId, { tick, at }] of door.moves) {
    if (at >= cut) continue;
    door.moves.delete(userId);
    door.since = Math.max(door.since, tick);
  }
}
