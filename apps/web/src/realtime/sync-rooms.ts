import type {
  Answer,
  Clocks,
  ParticipationView,
  RoomChanges,
  RoomName,
  SyncAnswer,
} from "@hallway/protocol";
import { clocksToSync } from "../state/catching-up.ts";
import { conversationOf } from "../state/rooms.ts";
import type { WorkspaceStore } from "../state/store.ts";
import type { WorkspaceState } from "../state/workspace-state.ts";
import type { Ask } from "./line.ts";

/** What catching up came to. */
export type SyncOutcome =
  | { kind: "caught-up"; rooms: RoomChanges[] }
  /** My own rooms moved too far: the first picture is read anew. */
  | { kind: "read-anew" }
  /** The database is another one: nothing that is held counts. */
  | { kind: "start-afresh" }
  | { kind: "failed" };

/** Rooms in one request: what fits into `limits.payloadBytes`, whatever their clocks. */
export const ROOMS_PER_SYNC = 4_000;

/** Asks what changed in my rooms. Thousands of rooms go in several requests, those on screen in the first. */
export async function askSync({
  store,
  ask,
  openConversations,
}: {
  store: WorkspaceStore;
  ask: Ask;
  openConversations: () => Iterable<string>;
}): Promise<SyncOutcome> {
  const asked = store.getState();
  const { epoch } = asked;
  if (epoch === null) return { kind: "read-anew" };
  const all = clocksToSync(asked, openConversations());
  const caught: RoomChanges[] = [];
  for (const part of partsOf(all)) {
    const clocks: Clocks = Object.fromEntries(part);
    const answer: Answer<SyncAnswer> = await ask("sync", { epoch, clocks });
    if (!answer.ok) return { kind: "failed" };
    if (answer.data.epoch !== epoch) return { kind: "start-afresh" };
    const rooms = answer.data.rooms.filter((room) => concerns(room, clocks, all));
    if (rooms.some((room) => isFromThePast(room, clocks))) return { kind: "start-afresh" };
    if (rooms.some(isOwnReset)) return { kind: "read-anew" };
    caught.push(...rooms.filter((room) => !isOvertaken(room, asked, store.getState())));
  }
  return { kind: "caught-up", rooms: caught };
}

/** The first rooms are my own and the workspace's: every request names them, or they would be answered from nothing. */
function partsOf(all: readonly [RoomName, number][]): [RoomName, number][][] {
  const own = all.filter(([room]) => conversationOf(room) === null);
  const others = all.filter(([room]) => conversationOf(room) !== null);
  const parts: [RoomName, number][][] = [];
  for (let start = 0; start === 0 || start < others.length; start += ROOMS_PER_SYNC) {
    parts.push([...own, ...others.slice(start, start + ROOMS_PER_SYNC)]);
  }
  return parts;
}

/** A room that this request did not name is answered as if I had just come into it: not news when another part names it. */
function concerns(
  { room }: RoomChanges,
  clocks: Clocks,
  all: readonly [RoomName, number][],
): boolean {
  return clocks[room] !== undefined || !all.some(([known]) => known === room);
}

/** A clock that runs ahead of the server's is not of this database. */
function isFromThePast({ room, to, reset }: RoomChanges, clocks: Clocks): boolean {
  return reset === true && to < (clocks[room] ?? 0);
}

/** The outline of my own and the workspace's room is the first picture itself. */
function isOwnReset({ room, reset, gone }: RoomChanges): boolean {
  return conversationOf(room) === null && (reset === true || gone === true);
}

/** `gone`, but I came back into the room while the answer was on its way. */
function isOvertaken({ room, gone }: RoomChanges, asked: WorkspaceState, now: WorkspaceState) {
  if (!gone) return false;
  const mine = (state: WorkspaceState): ParticipationView | undefined =>
    state.participations.get(conversationOf(room) ?? "");
  const current = mine(now);
  return current?.leftAt === null && current.tick > (mine(asked)?.tick ?? 0);
}
