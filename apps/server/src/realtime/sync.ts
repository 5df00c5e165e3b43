import {
  type Clocks,
  limits,
  type RoomChanges,
  type RoomName,
  type sync as syncContract,
} from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import { askIn } from "../database/ask-in.ts";
import type { Prisma } from "../database/generated/client.ts";
import type { Ask } from "../database/pipeline.ts";
import { inSnapshot } from "../database/snapshot.ts";
import type { UseCase } from "./bind-command.ts";
import { readEpoch } from "./epoch.ts";
import { type Room, roomName } from "./rooms.ts";
import { findTooHeavy } from "./sync-budget.ts";
import type { RoomChange, RoomSince, SyncSource } from "./sync-source.ts";

/** Finds the rooms a member is in at this moment, each with its clock. */
export type ReadRooms = (
  ask: Ask,
  member: Pick<MemberCaller, "userId" | "workspaceId" | "memberId">,
) => Promise<{ room: Room; clock: number }[]>;

/**
 * The one way to catch up (docs/sync.md): of every room the caller is in, all that is newer than their clock; `reset`
 * for a room that moved too far or that they did not have; `gone` for one they named and are not in. The sockets stand
 * in the rooms before this reads, so what commits afterwards reaches them live.
 */
export function createSync(
  sources: readonly SyncSource[],
  readRooms: ReadRooms,
): UseCase<typeof syncContract> {
  return async ({ database, metrics }, caller, { epoch, clocks }) => {
    const { ask } = database.reads;
    const [current, mine] = await Promise.all([readEpoch(ask), readRooms(ask, caller)]);
    if (epoch !== current) return { epoch: current, rooms: [] };
    const rooms =
      movedOf(mine, clocks).length === 0
        ? goneRooms(clocks, mine)
        : await inSnapshot(database, (db) => catchUpIn(db, { caller, sources, readRooms, clocks }));
    metrics.synced(rooms);
    return { epoch, rooms };
  };
}

function movedOf(mine: readonly { room: Room; clock: number }[], clocks: Clocks) {
  return mine.filter(({ room, clock }) => clocks[roomName(room)] !== clock);
}

async function catchUpIn(
  db: Prisma.TransactionClient,
  asked: Omit<Reading, "db"> & { readRooms: ReadRooms; clocks: Clocks },
): Promise<RoomChanges[]> {
  const { caller, sources, readRooms, clocks } = asked;
  const mine = await readRooms(askIn(db), caller);
  const answers = await catchUp({ db, caller, sources }, movedOf(mine, clocks), clocks);
  return [...answers, ...goneRooms(clocks, mine)];
}

interface Reading {
  db: Prisma.TransactionClient;
  caller: MemberCaller;
  sources: readonly SyncSource[];
}

async function catchUp(
  reading: Reading,
  moved: readonly { room: Room; clock: number }[],
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
  { db, caller, sources }: Reading,
  starts: readonly Start[],
): Promise<Map<string, RoomChanges["changes"]>> {
  return readEach(sources, (source) => {
    const rooms: RoomSince[] = starts
      .filter(({ room }) => kindOf(room) === source.rooms)
      .map(({ room, from }) => ({ id: room.id, since: from }));
    if (rooms.length === 0) return [];
    return source.changesSince(db, caller, { rooms, limit: limits.syncChangesPerRoom });
  });
}

async function readOutlines(
  { db, caller, sources }: Reading,
  rooms: readonly Room[],
): Promise<Map<string, RoomChanges["changes"]>> {
  return readEach(sources, (source) => {
    const ids = rooms.filter((room) => kindOf(room) === source.rooms).map((room) => room.id);
    return ids.length === 0 || !source.outline ? [] : source.outline(db, caller, ids);
  });
}

/**
 * One source after the other: they share the snapshot's connection anyway, and of several things asked in the same
 * moment Prisma answers those behind one that failed with `undefined`.
 */
async function readEach(
  sources: readonly SyncSource[],
  read: (source: SyncSource) => readonly RoomChange[] | Promise<readonly RoomChange[]>,
): Promise<Map<string, RoomChanges["changes"]>> {
  const found: (readonly RoomChange[])[] = [];
  for (const source of sources) found.push(await read(source));
  return byRoom(found);
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

function goneRooms(clocks: Clocks, mine: readonly { room: Room }[]): RoomChanges[] {
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
