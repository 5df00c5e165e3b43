import type { AuditEntryView, Change, Refusal, UserId, WorkspaceId } from "@hallway/protocol";
import { DatabaseError } from "pg";
import type { Logger } from "pino";
import { advanceClock, advanceClocks, type Step } from "../realtime/clock.ts";
import type { Room } from "../realtime/rooms.ts";
import type { Database } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import type { Later, Outcome } from "./lanes.ts";
import type { Ask, Decided } from "./pipeline.ts";

/**
 * One use case's transaction. Inside it, change rows through `db`, number each change with `tick`, and say with
 * `changed` what the room shall see; after the commit all of it is told, and after a rollback nothing is.
 */
export interface Tx {
  readonly db: Prisma.TransactionClient;
  /** Locks the room until the commit and advances its clock by one. */
  tick(room: Room): Promise<number>;
  /** The same for many changes of several rooms of one kind; returns each room's new clock by its id. */
  tickMany(steps: readonly Step[]): Promise<Map<string, number>>;
  /** Hands the room the new state of one thing, made after its tick. */
  changed(room: Room, change: Change): void;
  /** From the commit on, this person's sockets are in the room. */
  enter(room: Room, userId: UserId): void;
  /** From the commit on, this person's sockets are out of the room. */
  leave(room: Room, userId: UserId): void;
  /** Closes sockets at the commit, with the reason; `adminOnly` ends only their admin panel's. */
  end(ending: Ending): void;
  /** Shows an audit entry to the admins who are looking. */
  audited(workspaceId: WorkspaceId, entry: AuditEntryView): void;
}

/** Whose sockets end, and why. Without a workspace: everywhere. */
export interface Ending {
  refusal: Refusal;
  userId: UserId;
  workspaceId?: WorkspaceId;
  /** Only the sockets of these sessions. */
  sessionIds?: readonly string[];
  adminOnly?: boolean;
}

/** What a committed transaction wants to be told, in the order in which it is told. */
export interface Committed {
  leaves: { room: Room; userId: UserId }[];
  enters: { room: Room; userId: UserId }[];
  /** By room id: the ticks it took and what they brought. */
  rooms: Map<string, { room: Room; from: number; to: number; changes: Change[] }>;
  endings: Ending[];
  audits: { workspaceId: WorkspaceId; entry: AuditEntryView }[];
}

/** Where transactions run, and who tells what they committed. */
export interface Publishing {
  database: Database;
  publisher: { publish(committed: Committed): void };
}

/**
 * Runs a use case in one transaction and, after its commit, publishes what it changed. A deadlock or a serialisation
 * failure runs it again from the start, so the use case must do nothing but write to `tx`.
 */
export async function inTransaction<T>(
  { database, publisher }: Publishing,
  run: (tx: Tx) => Promise<T>,
): Promise<T> {
  return untilNoCollision(async () => {
    const committed = nothingYet();
    const result = await database.$transaction((db) => run(collect(db, committed)), {
      maxWait: 2_000,
      timeout: 10_000,
    });
    publisher.publish(committed);
    return result;
  });
}

/** What a batch decided: an outcome for each job, the statements that make it so, and what the rooms shall see. */
export type DecidedBatch<Result> = Decided<Outcome<Result>[]> & Pick<Committed, "rooms">;

/**
 * The same for a batch of jobs that is hot enough to be written by hand (`pipeline.ts`): `decide` locks and reads, and
 * leaves the writing to the statements it returns. The rooms are told when every job has its answer.
 */
export async function inTwoTrips<Result>(
  { database, publisher, logger }: Publishing & { logger: Pick<Logger, "error"> },
  decide: (ask: Ask) => Promise<DecidedBatch<Result>>,
  later: Later,
): Promise<readonly Outcome<Result>[]> {
  const committed = nothingYet();
  const outcomes = await untilNoCollision(() =>
    database.pipeline.transact(async (ask) => {
      const { rooms, ...decided } = await decide(ask);
      committed.rooms = rooms;
      return decided;
    }),
  );
  later(() => {
    try {
      publisher.publish(committed);
    } catch (error) {
      logger.error({ err: error }, "could not tell what was committed");
    }
  });
  return outcomes;
}

function nothingYet(): Committed {
  return { leaves: [], enters: [], rooms: new Map(), endings: [], audits: [] };
}

async function untilNoCollision<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      if (attempt >= MAX_ATTEMPTS || !isCollision(error)) throw error;
    }
  }
}

const MAX_ATTEMPTS = 4;

function collect(db: Prisma.TransactionClient, committed: Committed): Tx {
  function moved(room: Room, { to, by }: { to: number; by: number }): void {
    const seen = committed.rooms.get(room.id);
    if (seen) seen.to = to;
    else committed.rooms.set(room.id, { room, from: to - by, to, changes: [] });
  }
  return {
    db,
    async tick(room) {
      const tick = await advanceClock(db, room);
      moved(room, { to: tick, by: 1 });
      return tick;
    },
    async tickMany(steps) {
      if (steps.length === 0) return new Map();
      const clocks = await advanceClocks(db, steps);
      for (const { room, by } of steps) moved(room, { to: clocks.get(room.id) ?? 0, by });
      return clocks;
    },
    changed(room, change) {
      const seen = committed.rooms.get(room.id);
      if (!seen) throw new Error(`A change of ${change.kind} came without a tick of its room`);
      seen.changes.push(change);
    },
    enter: (room, userId) => void committed.enters.push({ room, userId }),
    leave: (room, userId) => void committed.leaves.push({ room, userId }),
    end: (ending) => void committed.endings.push(ending),
    audited: (workspaceId, entry) => void committed.audits.push({ workspaceId, entry }),
  };
}

/**
 * A deadlock, a serialisation failure (P2034), or somebody who inserted the same key a moment earlier (P2002); from
 * PostgreSQL itself, or in a raw query's cause, 40P01, 40001 and 23505. Run again, the use case sees what the other one
 * committed.
 */
function isCollision(error: unknown): boolean {
  if (error instanceof DatabaseError) return COLLISION.test(error.code ?? "");
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  if (error.code === "P2034" || error.code === "P2002") return true;
  return COLLISION.test(JSON.stringify(error.meta ?? {}));
}

const COLLISION = /40P01|40001|23505/;
