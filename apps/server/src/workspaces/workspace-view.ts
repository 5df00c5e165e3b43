import {
  asId,
  type WorkspaceId,
  type WorkspacePolicy,
  type WorkspaceView,
} from "@hallway/protocol";
import type { Workspace } from "../database/generated/client.ts";

export function toWorkspaceView(row: Workspace): WorkspaceView {
  return {
    id: asId<WorkspaceId>(row.id),
    name: row.name,
    slug: row.slug,
    icon: row.icon,
    accent: row.accent,
    policy: toPolicy(row),
    createdAt: row.createdAt.toISOString(),
    tick: row.tick,
  };
}

export function toPolicy(row: Workspace): WorkspacePolicy {
  return {
    createChannels: row.createChannels,
    invite: row.invite,
    postInGeneral: row.postInGeneral,
    join: row.join,
  };
}
