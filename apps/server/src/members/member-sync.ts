import { Prisma } from "../database/generated/client.ts";
import type { SyncSource } from "../realtime/sync-source.ts";
import { isVisibleTo } from "./member-access.ts";
import { MEMBER_COLUMNS, type MemberRow, toMemberView } from "./member-view.ts";

/** The workspace's people, in its room; a guest learns of those they meet or met. */
export const memberSync: SyncSource = {
  rooms: "workspace",
  async changesSince(ask, caller, { rooms, limit }) {
    const [room] = rooms;
    if (!room) return [];
    const { text, values } = Prisma.sql`
      SELECT ${Prisma.raw(MEMBER_COLUMNS)}
      FROM member m JOIN "user" u ON u.id = m.user_id
      WHERE ${isVisibleTo(caller, { alsoFormer: true })} AND m.tick > ${room.since}::int
      ORDER BY m.tick LIMIT ${limit + 1}::int`;
    const name = caller.role === "guest" ? "members_changed_for_guest" : "members_changed";
    const rows = await ask<MemberRow>({ name, text, values });
    return rows.map((row) => ({
      roomId: room.id,
      change: { kind: "member", data: toMemberView(row) },
    }));
  },
};
