import {
  type Clocks,
  limits,
  type RoomChanges,
  type RoomName,
  type SyncAnswer,
  type sync as syncContract,
} from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import type { Ask } from "../database/pipeline.ts";
import { fail } from "../failure.ts";
import type { UseCase } from "./bind-command.ts";
import { type Places, type Room, type RoomAt, roomName } from "./rooms.ts";
import { findTooHeavy } from "./sync-budget.ts";
import type { RoomChange, RoomSince, SyncSource } from "./sync-source.ts";

/** Reads a caller as they are now, with where they belong; null when they are no active member with a living session. */
export type ReadCaller = (ask: Ask, caller: MemberCaller) => Promise<MemberCaller | null>;

/**
 * The one way to catch up (docs/sync.md): of every room the caller is in, all that is newer than their clock; `reset`
 * for a room that moved too far or that they did not have; `gone` for one they named and are not in. The sockets stand
 * in the rooms before this reads, so what commits afterwards reaches them live. A caller who comes with their places, and
 * for whom nothing has moved, is answered from those.
 */
export function createSync(
  sources: readonly SyncSource[],
  readCaller: ReadCaller,
): UseCase<typeof syncContract> {
  return async ({ database, metrics }, caller, known) => {
    const answer =
      answerAtOnce(caller.places, known) ??
      (await database.reads.snapshot(async (ask) => {
        const current = await readCaller(ask, caller);
        if (!current?.places) throw fail("unauthenticated", SESSION_ENDED);
        const reading = { ask, caller: current, sources };
        return answerAtOnce(current.places, known) ?? catchUp(reading, current.places, known);
      }));
    metrics.synced(answer.rooms);
    return answer;
  };
}

const SESSION_ENDED = "Your session has ended. Sign in again.";

/** What the client holds. */
type Known = Omit<SyncAnswer, "rooms"> & { clocks: Clocks };

/** Of another database nothing counts, and where nothing has moved there is nothing to read. */
function answerAtOnce(places: Places | undefined, { epoch, clocks }: Known): SyncAnswer | null {
  if (!places) return null;
  if (places.epoch !== epoch) return { epoch: places.epoch, rooms: [] };
  if (movedOf(places.rooms, clocks).length > 0) return null;
  return { epoch, rooms: goneRooms(clocks, places.rooms) };
}

function movedOf(rooms: readonly RoomAt[], clocks: Clocks): RoomAt[] {
  return rooms.filter(({ room, clock }) => clocks[roomName(room)] !== clock);
}

interface Reading {
  ask: Ask;
  caller: MemberCaller;
  sources: readonly SyncSource[];
}

async function catchUp(
  reading: Reading,
  { epoch, rooms }: Places,
  { clocks }: Known,
): Promise<SyncAnswer> {
  const answers = await readMoved(reading, movedOf(rooms, clocks), clocks);
  return { epoch, rooms: [...answers, ...goneRooms(clocks, rooms)] };
}

async function readMoved(
  reading: Reading,
  moved: readonly RoomAt[],
  clocks: Clocks,
): Promise<RoomChanges[]> {
  const since = moved.map(({ room, clock }) => startOf(room, clock, clocks[roomName(room)]));
  const changes = await readChanges(
    reading,
    since.filter((start) => !start.reset),
  );
  const conversations = since.filter(({ room }) => kindOf(room) === "conversation");
  const tooHeavy = findTooHeavy(
    conversations.map(({ room }) => room.id),
    changes,
  );
  const resets = since.filter(({ room, reset }) => {
    const count = changes.get(room.id)?.length ?? 0;
    return reset || count > limits.syncChangesPerRoom || tooHeavy.has(room.id);
  });
  const outlines = await readOutlines(
    reading,
    resets.map(({ room }) => room),
  );
  return since.map((start) => {
    const { room, from, to } = start;
    const head = { room: roomName(room), from, to };
    return resets.includes(start)
      ? { ...head, from: 0, changes: outlines.get(room.id) ?? [], reset: true }
      : { ...head, changes: changes.get(room.id) ?? [] };
  });
}

interface Start {
  room: Room;
  from: number;
  to: number;
  reset: boolean;
}

/** A room the client does not have, or has a later clock of than the server, starts afresh. */
function startOf(room: Room, to: number, known: number | undefined): Start {
  const reset = known === undefined || known > to;
  return { room, from: reset ? 0 : known, to, reset };
}

async function readChanges(
  { ask, caller, sources }: Reading,
  starts: readonly Start[],
): Promise<Map<string, RoomChanges["changes"]>> {
  return readEach(sources, (source) => {
    const rooms: RoomSince[] = starts
      .filter(({ room }) => kindOf(room) === source.rooms)
      .map(({ room, from }) => ({ id: room.id, since: from }));
    if (rooms.length === 0) return [];
    return source.changesSince(ask, caller, { rooms, limit: limits.syncChangesPerRoom });
  });
}

async function readOutlines(
  { ask, caller, sources }: Reading,
  rooms: readonly Room[],
): Promise<Map<string, RoomChanges["changes"]>> {
  return readEach(sources, (source) => {
    const ids = rooms.filter((room) => kindOf(room) === source.rooms).map((room) => room.id);
    return ids.length === 0 || !source.outline ? [] : source.outline(ask, caller, ids);
  });
}

/** All sources at once: what they ask travels together. */
async function readEach(
  sources: readonly SyncSource[],
  read: (source: SyncSource) => readonly RoomChange[] | Promise<readonly RoomChange[]>,
): Promise<Map<string, RoomChanges["changes"]>> {
  return byRoom(await Promise.all(sources.map(read)));
}

function byRoom(read: readonly (readonly RoomChange[])[]): Map<string, RoomChanges["changes"]> {
  const rooms = new Map<string, RoomChanges["changes"]>();
  for (const { roomId, change } of read.flat()) {
    const changes = rooms.get(roomId);
    if (changes) changes.push(change);
    else rooms.set(roomId, [change]);
  }
  return rooms;
}

function goneRooms(clocks: Clocks, mine: readonly RoomAt[]): RoomChanges[] {
  const names = new Set<RoomName>(mine.map(({ room }) => roomName(room)));
  return namesOf(clocks)
    .filter((name) => !names.has(name))
    .map((room) => ({ room, from: 0, to: 0, changes: [], gone: true }));
}

function namesOf(clocks: Clocks): RoomName[] {
  const names: RoomName[] = [];
  for (const name in clocks) names.push(name as RoomName);
  return names;
}

function kindOf(room: Room): SyncSource["rooms"] {
  return room.kind === "channel" || room.kind === "dm" ? "conversation" : room.kind;
}
