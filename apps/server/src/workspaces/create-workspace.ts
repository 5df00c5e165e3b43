import {
  asId,
  type OutputOf,
  type ParsedInputOf,
  type WorkspaceId,
  type workspaceCreate,
} from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import { recordAudit } from "../audit/record-audit.ts";
import type { AccountCaller } from "../caller.ts";
import { insertChannel } from "../channels/insert-channel.ts";
import type { Context } from "../context.ts";
import { inTransaction } from "../database/transaction.ts";
import { fail } from "../failure.ts";
import { enterWorkspace } from "../members/enter-workspace.ts";
import { createRoom } from "../realtime/clock.ts";
import { workspaceRoom } from "../realtime/rooms.ts";
import { mayCreateWorkspaces, requireFreeSlug } from "./workspace-access.ts";
import { toWorkspaceView } from "./workspace-view.ts";

/** Creates a workspace that its creator owns, with the channels it starts with. */
export async function createWorkspace(
  context: Context,
  caller: AccountCaller,
  { name, slug }: ParsedInputOf<typeof workspaceCreate>,
): Promise<OutputOf<typeof workspaceCreate>> {
  return inTransaction(context, async (tx) => {
    if (!(await mayCreateWorkspaces(tx.db, context.config, caller))) {
      throw fail(
        "forbidden",
        "Only the owner of this server creates workspaces. Ask them for one.",
      );
    }
    await requireFreeSlug(tx.db, slug);
    const workspaceId = asId<WorkspaceId>(uuidv7());
    const workspace = await tx.db.workspace.create({ data: { id: workspaceId, name, slug } });
    await createRoom(tx.db, workspaceRoom(workspaceId));
    const owner = { account: caller, workspace, role: "owner", channelIds: [] } as const;
    const creator = await enterWorkspace(tx, owner);
    for (const channel of firstChannels) {
      await insertChannel(tx, { ...channel, workspaceId, creator, private: false });
    }
    await recordAudit(
      tx,
      { ...caller, workspaceId },
      {
        action: "workspace.created",
        target: { kind: "workspace", id: workspaceId, name },
        details: { slug },
      },
    );
    return { workspace: toWorkspaceView(workspace) };
  });
}

const firstChannels = [
  { name: "general", topic: "What everyone should know", general: true },
  { name: "random", topic: "Whatever has no place elsewhere", general: false },
];
