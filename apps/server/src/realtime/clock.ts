import type { Prisma } from "../database/generated/client.ts";
import type { Room } from "./rooms.ts";

/** Locks the room's row until the transaction ends and moves its clock on by one; returns the new tick. */
export async function advanceClock(db: Prisma.TransactionClient, room: Room): Promise<number> {
  const rows = await db.$queryRaw<{ clock: number }[]>`
    UPDATE room SET clock = clock + 1 WHERE id = ${room.id}::uuid RETURNING clock`;
  const row = rows[0];
  if (!row) throw new Error(`The ${room.kind} room has no clock`);
  return row.clock;
}

/** Locks the room's row without moving its clock: whatever is read afterwards holds until the commit. */
export async function lockRoom(db: Prisma.TransactionClient, room: Room): Promise<number> {
  const rows = await db.$queryRaw<{ clock: number }[]>`
    SELECT clock FROM room WHERE id = ${room.id}::uuid FOR NO KEY UPDATE`;
  const row = rows[0];
  if (!row) throw new Error(`The ${room.kind} room has no clock`);
  return row.clock;
}

/** Locks several rooms of one kind, always in the order of their ids, so that two who want the same never deadlock. */
export async function lockRooms(
  db: Prisma.TransactionClient,
  rooms: readonly Room[],
): Promise<void> {
  if (rooms.length === 0) return;
  await db.$queryRaw`
    SELECT id FROM room WHERE id = ANY (${rooms.map((room) => room.id)}::uuid[])
    ORDER BY id FOR NO KEY UPDATE`;
}

/** How many things of a room change at once. */
export interface Step {
  room: Room;
  by: number;
}

/** Locks the rooms and moves each clock on by its number of changes; returns the new clocks by room id. */
export async function advanceClocks(
  db: Prisma.TransactionClient,
  steps: readonly Step[],
): Promise<Map<string, number>> {
  await lockRooms(
    db,
    steps.map(({ room }) => room),
  );
  const rows = await db.$queryRaw<{ id: string; clock: number }[]>`
    UPDATE room SET clock = clock + step.by
    FROM unnest(${steps.map(({ room }) => room.id)}::uuid[], ${steps.map(({ by }) => by)}::int[]) AS step (id, by)
    WHERE room.id = step.id
    RETURNING room.id, room.clock`;
  if (rows.length !== steps.length) throw new Error("A room has no clock");
  return new Map(rows.map((row) => [row.id, row.clock]));
}

/** Gives a new workspace, conversation or member its room, with the clock at zero. */
export async function createRoom(db: Prisma.TransactionClient, room: Room): Promise<void> {
  await db.room.create({ data: { id: room.id, workspaceId: room.workspaceId } });
}
