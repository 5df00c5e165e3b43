import type { Workspace } from "../database/generated/client.ts";
import type { Ask } from "../database/pipeline.ts";
import type { RoomChange, SyncSource } from "../realtime/sync-source.ts";
import { toWorkspaceView, WORKSPACE_COLUMNS } from "./workspace-view.ts";

/** The workspace's own name, look and policy. */
export const workspaceSync: SyncSource = {
  rooms: "workspace",
  changesSince: (ask, _caller, { rooms }) => readChanged(ask, rooms),
  outline: (ask, _caller, roomIds) =>
    readChanged(
      ask,
      roomIds.map((id) => ({ id, since: -1 })),
    ),
};

async function readChanged(
  ask: Ask,
  rooms: readonly { id: string; since: number }[],
): Promise<RoomChange[]> {
  const [ids, since] = [rooms.map((room) => room.id), rooms.map((room) => room.since)];
  const rows = await ask<Workspace>({ ...CHANGED, values: [ids, since] });
  return rows.map((row) => ({
    roomId: row.id,
    change: { kind: "workspace", data: toWorkspaceView(row) },
  }));
}

const CHANGED = {
  name: "workspace_changed",
  text: `
    SELECT ${WORKSPACE_COLUMNS}
    FROM unnest($1::uuid[], $2::int[]) AS asked (id, since)
    JOIN workspace w ON w.id = asked.id AND w.tick > asked.since`,
};
