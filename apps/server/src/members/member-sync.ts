import type { SyncSource } from "../realtime/sync-source.ts";
import { visibleTo } from "./member-access.ts";
import { toMemberView } from "./member-view.ts";

/** The workspace's people, in its room; a guest learns of those they meet or met. */
export const memberSync: SyncSource = {
  rooms: "workspace",
  async changesSince(db, caller, { rooms, limit }) {
    const [room] = rooms;
    if (!room) return [];
    const rows = await db.member.findMany({
      where: { ...visibleTo(caller, { alsoFormer: true }), tick: { gt: room.since } },
      include: { user: { select: { name: true } } },
      orderBy: { tick: "asc" },
      take: limit + 1,
    });
    return rows.map((row) => ({
      roomId: room.id,
      change: { kind: "member", data: toMemberView(row) },
    }));
  },
};
