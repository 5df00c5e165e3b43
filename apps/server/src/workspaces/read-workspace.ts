import type { WorkspaceId, WorkspaceView } from "@hallway/protocol";
import type { Workspace } from "../database/generated/client.ts";
import type { Ask } from "../database/pipeline.ts";
import { toWorkspaceView, WORKSPACE_COLUMNS } from "./workspace-view.ts";

/** A workspace in which somebody was found to be; throws if there is none. */
export async function readWorkspace(ask: Ask, id: WorkspaceId): Promise<WorkspaceView> {
  const [row] = await ask<Workspace>({ ...READ, values: [id] });
  if (!row) throw new Error("This workspace is gone");
  return toWorkspaceView(row);
}

const READ = {
  name: "workspace",
  text: `SELECT ${WORKSPACE_COLUMNS} FROM workspace w WHERE w.id = $1::uuid`,
};
