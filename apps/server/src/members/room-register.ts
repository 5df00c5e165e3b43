import { asId, type Role, type UserId } from "@hallway/protocol";
import type { Context } from "../context.ts";
import { createLanes } from "../database/lanes.ts";
import { fail } from "../failure.ts";
import type { RoomRegister, RoomTruth } from "../realtime/room-gate.ts";
import type { Room } from "../realtime/rooms.ts";

interface Asked {
  room: Room;
  userIds: readonly UserId[];
}

const BATCH_MAX = 200;
const QUEUE_MAX = 50_000;

/** Answers the gate from the database: rooms that are asked about while a question is under way share the next one. */
export function createRoomRegister({ database }: Pick<Context, "database">): RoomRegister {
  const questions = createLanes<Asked, RoomTruth | null>({
    lanes: 1,
    batchMax: BATCH_MAX,
    queueMax: QUEUE_MAX,
    async runBatch(asked) {
      const truths = await readTruths(database, asked);
      return asked.map(({ room }) => ({ result: truths.get(room.id) ?? null }));
    },
    full: () => fail("unavailable", "Too many rooms are being asked about."),
  });
  return {
    whoBelongs: (room, userIds) => questions.add(room.id, { room, userIds }),
    async clocksOf(roomIds) {
      const rows = await database.$queryRaw<{ id: string; clock: number }[]>`
        SELECT id, clock FROM room WHERE id = ANY (${[...roomIds]}::uuid[])`;
      return new Map(rows.map(({ id, clock }) => [id, clock]));
    },
  };
}

interface TruthRow {
  roomId: string;
  clock: number;
  userId: string | null;
  role: Role | null;
}

/** One statement, so clocks and people are of one moment. */
async function readTruths(
  database: Context["database"],
  asked: readonly Asked[],
): Promise<Map<string, RoomTruth>> {
  const roomIds = asked.map(({ room }) => room.id);
  const userIds = [...new Set(asked.flatMap((one) => one.userIds))];
  const rows = await database.$queryRaw<TruthRow[]>`
    SELECT r.id AS "roomId", r.clock, who."userId", who.role
    FROM room r
    LEFT JOIN LATERAL (
      SELECT p.user_id AS "userId", m.role::text AS role
      FROM participant p
      JOIN member m ON m.id = p.member_id AND m.deactivated_at IS NULL
      WHERE p.conversation_id = r.id AND p.left_at IS NULL AND p.user_id = ANY (${userIds}::uuid[])
      UNION ALL
      SELECT m.user_id, m.role::text
      FROM member m
      WHERE m.workspace_id = r.id AND m.deactivated_at IS NULL AND m.user_id = ANY (${userIds}::uuid[])
    ) who ON true
    WHERE r.id = ANY (${roomIds}::uuid[])`;
  const truths = new Map<string, { clock: number; belonging: Map<UserId, Role> }>();
  for (const { roomId, clock, userId, role } of rows) {
    const truth = truths.get(roomId) ?? { clock, belonging: new Map() };
    truths.set(roomId, truth);
    if (userId && role) truth.belonging.set(asId<UserId>(userId), role);
  }
  return truths;
}
