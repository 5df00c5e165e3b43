import type { Role, UserId } from "@hallway/protocol";
import { createDoor, type Door, forgetOldMoves, remember } from "./room-door.ts";
import type { RoomStep } from "./room-step.ts";
import type { Room } from "./rooms.ts";

/**
 * Keeps "nothing after a removal" exact on a bus that loses and reorders (docs/scale-out.md). Each room that somebody of
 * this node stands in has a door with a clock: whoever stands in the room was a member at that tick or a later one. Steps
 * pass in the order of their ticks. When one is missing and does not come within moments, it may have been a removal, so
 * the database is asked who belongs to the room before anything later passes.
 */
export interface RoomGate {
  /** A commit of this node or of another, in any order, once. */
  hear(step: RoomStep): void;
  /** Another node says how far the room is; what we have missed of it is caught up. */
  hearClock(room: Room, clock: number): void;
  /**
   * May somebody who was in the room at `clock` be put into it now, before anything else happens? If not, something may
   * have happened to them since: wait for `settled` and read again.
   */
  admit(room: Room, userId: UserId, clock: number): boolean;
  /** Resolves when no question about these rooms is open. */
  settled(rooms: readonly Room[]): Promise<void>;
  /** Compares every room with the database, and catches up with those that went on without us. */
  catchUp(): Promise<void>;
  close(): void;
}

/** The sockets of this node, by the room they stand in. */
export interface Audience {
  isEmpty(room: Room): boolean;
  /** Whose sockets stand in the room. */
  people(room: Room): UserId[];
  letIn(room: Room, userIds: readonly UserId[]): void;
  takeOut(room: Room, userIds: readonly UserId[]): void;
  /** Puts each of these people where the database says: into the room, into that of the guests, or out. */
  seat(room: Room, userIds: readonly UserId[], belonging: ReadonlyMap<UserId, Role>): void;
  /** Puts those whose role the newest step has changed among the guests or the others. */
  seatMoved(step: RoomStep): void;
  /** Sends the step's changes to whoever stands in the room. */
  show(step: RoomStep): void;
  /** Tells the room how far it is, so that whoever has less asks for `sync`. */
  hint(room: Room, clock: number): void;
}

/** What the database says of a room at one moment. */
export interface RoomTruth {
  clock: number;
  /** Those of the people asked about who are active members and in the room. */
  belonging: ReadonlyMap<UserId, Role>;
}

/** The database, as the gate asks it; each answer is one snapshot. */
export interface RoomRegister {
  /** Null for a room that is no more. */
  whoBelongs(room: Room, userIds: readonly UserId[]): Promise<RoomTruth | null>;
  clocksOf(roomIds: readonly string[]): Promise<Map<string, number>>;
}

export interface GateParts {
  audience: Audience;
  register: RoomRegister;
  /** Runs something later; returns how to call it off. */
  after(ms: number, run: () => void): () => void;
  warn(error: unknown, what: string): void;
}

/** How long a missing step may be on its way: a bus and a commit's answer take milliseconds. */
export const PATIENCE_MS = 100;
/** How long to wait when the database did not answer. */
const ASK_AGAIN_MS = 1_000;
/** Steps that wait in one room; beyond, the oldest are dropped, and clients find the hole. */
const WAITING_MAX = 500;

/** Before the first answer about a room in which somebody stands already. */
const UNKNOWN = -1;

export function createRoomGate(parts: GateParts): RoomGate {
  const gate = new Gate(parts);
  return {
    hear: (step) => gate.hear(step),
    hearClock: (room, clock) => gate.hearClock(room, clock),
    admit: (room, userId, clock) => gate.admit(room, userId, clock),
    settled: (rooms) => gate.settled(rooms),
    catchUp: () => gate.catchUp(),
    close: () => gate.close(),
  };
}

class Gate implements RoomGate {
  readonly #parts: GateParts;
  readonly #doors = new Map<string, Door>();
  #closed = false;

  constructor(parts: GateParts) {
    this.#parts = parts;
  }

  hear(step: RoomStep): void {
    const door = step.room.kind === "user" ? null : this.#doorOf(step.room);
    if (door === null) this.#hearOwn(step);
    else if (!door) this.#hearFirst(step);
    else if (isNext(door, step)) this.#pass(door, step);
    else this.#hearLater(door, step);
  }

  hearClock(room: Room, clock: number): void {
    const door = this.#doorOf(room);
    if (!door || door.clock >= clock) return;
    if (room.kind === "user") {
      door.clock = clock;
      this.#parts.audience.hint(room, clock);
    } else {
      this.#ask(door);
    }
  }

  admit(room: Room, userId: UserId, clock: number): boolean {
    const door = this.#doorOf(room);
    if (!door) {
      this.#open(room, clock);
      return true;
    }
    if (room.kind === "user") {
      door.clock = Math.max(door.clock, clock);
      return true;
    }
    if (door.asking) return false;
    return clock >= door.since && (door.moves.get(userId)?.tick ?? 0) <= clock;
  }

  async settled(rooms: readonly Room[]): Promise<void> {
    await Promise.all(rooms.map(({ id }) => this.#doors.get(id)?.asking));
  }

  /** What is just on its way is not missing: a room counts as behind when it still is a moment later. */
  async catchUp(): Promise<void> {
    const { register, after } = this.#parts;
    const all = [...this.#doors.values()];
    for (const door of all) forgetOldMoves(door);
    const rooms = all.map(({ room }) => room).filter((room) => this.#doorOf(room));
    if (rooms.length === 0) return;
    const clocks = await register.clocksOf(rooms.map(({ id }) => id));
    await new Promise<void>((resolve) => after(PATIENCE_MS, resolve));
    if (this.#closed) return;
    for (const room of rooms) this.hearClock(room, clocks.get(room.id) ?? 0);
  }

  close(): void {
    this.#closed = true;
    for (const door of this.#doors.values()) stopWaiting(door);
    this.#doors.clear();
  }

  /** The room's door; none when nobody of this node stands in the room and nothing waits there. */
  #doorOf(room: Room): Door | undefined {
    const door = this.#doors.get(room.id);
    if (!door || door.asking || door.waiting.length > 0) return door;
    if (!this.#parts.audience.isEmpty(room)) return door;
    this.#doors.delete(room.id);
    return undefined;
  }

  #open(room: Room, clock: number): Door {
    const door = createDoor(room, clock);
    this.#doors.set(room.id, door);
    return door;
  }

  /** A person's own room has nobody in it who could lose the right to be there: everything passes at once. */
  #hearOwn(step: RoomStep): void {
    const door = this.#doors.get(step.room.id);
    if (door) door.clock = Math.max(door.clock, step.to);
    this.#parts.audience.show(step);
  }

  #hearFirst(step: RoomStep): void {
    const { audience } = this.#parts;
    if (!audience.isEmpty(step.room)) {
      this.#hearLater(this.#open(step.room, UNKNOWN), step);
    } else if (step.enters.length > 0) {
      audience.letIn(step.room, step.enters);
      if (audience.isEmpty(step.room)) return;
      this.#open(step.room, step.to);
      audience.show(step);
    }
  }

  #hearLater(door: Door, step: RoomStep): void {
    door.waiting.push(step);
    if (door.clock === UNKNOWN) this.#ask(door);
    else if (!door.asking) this.#drain(door);
  }

  #pass(door: Door, step: RoomStep): void {
    const { audience } = this.#parts;
    if (step.leaves.length > 0) audience.takeOut(door.room, step.leaves);
    if (step.enters.length > 0) audience.letIn(door.room, step.enters);
    remember(door, step);
    door.clock = step.to;
    audience.show(step);
    audience.seatMoved(step);
  }

  /** Lets pass what is next, shows what is late, and sees to what is still missing. */
  #drain(door: Door): void {
    let isUnanswered = false;
    const later: RoomStep[] = [];
    for (const step of door.waiting.sort((a, b) => a.from - b.from)) {
      if (step.from === door.clock) {
        this.#pass(door, step);
      } else if (isAnswered(door, step)) {
        this.#parts.audience.show(step);
      } else {
        later.push(step);
        isUnanswered ||= step.from < door.clock;
      }
    }
    door.waiting = later.slice(-WAITING_MAX);
    if (isUnanswered) this.#ask(door);
    else if (later.length > 0) this.#wait(door, PATIENCE_MS);
    else stopWaiting(door);
  }

  #wait(door: Door, ms: number): void {
    if (this.#closed) return;
    door.stopWaiting ??= this.#parts.after(ms, () => {
      door.stopWaiting = null;
      this.#ask(door);
    });
  }

  #ask(door: Door): void {
    if (door.asking || this.#closed) return;
    stopWaiting(door);
    door.asking = this.#answer(door);
  }

  async #answer(door: Door): Promise<void> {
    const { audience, register, warn } = this.#parts;
    const asked = door.waiting.slice();
    const standing = audience.people(door.room);
    const userIds = [...new Set([...standing, ...asked.flatMap(({ enters }) => enters)])];
    try {
      const truth = await register.whoBelongs(door.room, userIds);
      door.asking = null;
      if (this.#closed) return;
      for (const step of asked) door.answered.add(step);
      this.#settle(door, userIds, truth);
    } catch (error) {
      door.asking = null;
      warn(error, "could not ask who belongs to a room");
      this.#wait(door, ASK_AGAIN_MS);
    }
  }

  /** Everybody whose sockets stand in the room was asked about: meanwhile nobody was let in. */
  #settle(door: Door, userIds: readonly UserId[], truth: RoomTruth | null): void {
    const { audience } = this.#parts;
    if (!truth) {
      audience.takeOut(door.room, userIds);
      this.#doors.delete(door.room.id);
      return;
    }
    audience.seat(door.room, userIds, truth.belonging);
    const wasBehind = truth.clock > door.clock;
    door.clock = Math.max(door.clock, truth.clock);
    door.since = door.clock;
    door.moves.clear();
    this.#drain(door);
    if (wasBehind) audience.hint(door.room, door.clock);
  }
}

function isNext(door: Door, step: RoomStep): boolean {
  return !door.asking && door.waiting.length === 0 && step.from === door.clock;
}

/** A late step's leaves are in the clock's promise already; whom it let in may have gone again, so they are asked about. */
function isAnswered(door: Door, step: RoomStep): boolean {
  return step.to <= door.clock && (step.enters.length === 0 || door.answered.has(step));
}

function stopWaiting(door: Door): void {
  door.stopWaiting?.();
  door.stopWaiting = null;
}
