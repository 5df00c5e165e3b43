import type { Change } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import type { Ask } from "../database/pipeline.ts";

/** A room of the caller and the clock they have of it. */
export interface RoomSince {
  id: string;
  since: number;
}

/** A change together with the room it belongs to (the id of its clock). */
export interface RoomChange {
  roomId: string;
  change: Change;
}

/**
 * What one kind of thing contributes to catching up: everything of these rooms whose tick is above `since`, for all
 * rooms in one statement, and of each room at most `limit` + 1 (one more tells that the room moved too far).
 */
export interface SyncSource {
  rooms: "workspace" | "conversation" | "user";
  changesSince(
    ask: Ask,
    caller: MemberCaller,
    asked: { rooms: readonly RoomSince[]; limit: number },
  ): Promise<RoomChange[]>;
  /** What a room that is answered with `reset` is told of this kind; nothing when left out. */
  outline?(ask: Ask, caller: MemberCaller, roomIds: readonly string[]): Promise<RoomChange[]>;
}
