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

/** Gives a new workspace, conversation or member its room, with the clock at zero. */
export async function createRoom(db: Prisma.TransactionClient, room: Room): Promise<void> {
  await db.room.create({ data: { id: room.id, workspaceId: room.workspaceId } });
}
