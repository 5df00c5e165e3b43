import type { OutputOf, ParsedInputOf, workspaceUpdate } from "@hallway/protocol";
import { recordAudit } from "../audit/record-audit.ts";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { inTransaction } from "../database/transaction.ts";
import { fail } from "../failure.ts";
import { workspaceRoom } from "../realtime/rooms.ts";
import { requireFreeSlug, requireLockedWorkspace } from "./workspace-access.ts";
import { findDifferences } from "./workspace-settings.ts";
import { toWorkspaceView } from "./workspace-view.ts";

/** Changes the workspace's name, address, look or policy; what is the same already is left alone. */
export async function updateWorkspace(
  context: Context,
  caller: MemberCaller,
  input: ParsedInputOf<typeof workspaceUpdate>,
): Promise<OutputOf<typeof workspaceUpdate>> {
  return inTransaction(context, async (tx) => {
    const { workspace, role } = await requireLockedWorkspace(tx.db, caller, "admin");
    const { data, facts } = findDifferences(workspace, input);
    if (facts.length === 0) return { workspace: toWorkspaceView(workspace) };
    if (data.slug) {
      if (role !== "owner") throw fail("forbidden", "Only an owner can change the address.");
      await requireFreeSlug(tx.db, data.slug);
    }
    const room = workspaceRoom(caller.workspaceId);
    const tick = await tx.tick(room);
    const row = await tx.db.workspace.update({
      where: { id: workspace.id },
      data: { ...data, tick },
    });
    const view = toWorkspaceView(row);
    tx.changed(room, { kind: "workspace", data: view });
    const target = { kind: "workspace", id: row.id, name: row.name };
    for (const details of facts) {
      await recordAudit(tx, caller, { action: "workspace.updated", target, details });
    }
    return { workspace: view };
  });
}
