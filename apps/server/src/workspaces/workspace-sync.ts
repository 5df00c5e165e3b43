import type { SyncSource } from "../realtime/sync-source.ts";
import { toWorkspaceView } from "./workspace-view.ts";

/** The workspace's own name, look and policy. */
export const workspaceSync: SyncSource = {
  rooms: "workspace",
  async changesSince(db, caller, { rooms }) {
    const [room] = rooms;
    if (!room) return [];
    const rows = await db.workspace.findMany({
      where: { id: caller.workspaceId, tick: { gt: room.since } },
    });
    return rows.map((row) => ({
      roomId: room.id,
      change: { kind: "workspace", data: toWorkspaceView(row) },
    }));
  },
  async outline(db, caller, roomIds) {
    return this.changesSince(db, caller, {
      rooms: roomIds.map((id) => ({ id, since: -1 })),
      limit: 1,
    });
  },
};
