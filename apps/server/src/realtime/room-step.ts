import type { Change, UserId } from "@hallway/protocol";
import type { Committed } from "../database/transaction.ts";
import type { Room } from "./rooms.ts";

/** All that one commit brought to one room: who came in or went out, and the new state of what changed. */
export interface RoomStep {
  room: Room;
  /** The room's clock before the commit. */
  from: number;
  /** And after it. */
  to: number;
  changes: Change[];
  leaves: UserId[];
  enters: UserId[];
}

/** A commit, room by room. */
export function stepsOf({ rooms, leaves, enters }: Committed): RoomStep[] {
  const steps = new Map<string, RoomStep>();
  for (const [id, moved] of rooms) steps.set(id, { ...moved, leaves: [], enters: [] });
  for (const { room, userId } of leaves) steps.get(room.id)?.leaves.push(userId);
  for (const { room, userId } of enters) steps.get(room.id)?.enters.push(userId);
  return [...steps.values()];
}

/** Whose place in the room the step may have changed: those who came or went, and whoever's role may be another. */
export function movedPeople({ leaves, enters, changes, room }: RoomStep): UserId[] {
  if (room.kind !== "workspace") {
    return leaves.length + enters.length === 0 ? NOBODY : [...leaves, ...enters];
  }
  return changes.flatMap((change) => (change.kind === "member" ? [change.data.userId] : NOBODY));
}

const NOBODY: UserId[] = [];
