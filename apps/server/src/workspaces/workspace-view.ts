import {
  asId,
  type WorkspaceId,
  type WorkspacePolicy,
  type WorkspaceView,
} from "@hallway/protocol";
import type { Workspace } from "../database/generated/client.ts";

/** For statements written by hand; `w` is the workspace. */
export const WORKSPACE_COLUMNS = `
  w.id, w.name, w.slug, w.icon, w.accent, w.create_channels::text AS "createChannels", w.invite::text AS invite,
  w.post_in_general::text AS "postInGeneral", w."join"::text AS "join", w.created_at AS "createdAt", w.tick`;

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
