import {
  type channelCreate,
  type OutputOf,
  type ParsedInputOf,
  toAbilities,
} from "@hallway/protocol";
import { recordAudit } from "../audit/record-audit.ts";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import type { Prisma } from "../database/generated/client.ts";
import { inTransaction } from "../database/transaction.ts";
import { fail } from "../failure.ts";
import { requireLockedWorkspace } from "../workspaces/workspace-access.ts";
import { toPolicy } from "../workspaces/workspace-view.ts";
import { requireFreeName, toAuditTarget } from "./channel-access.ts";
import { insertChannel } from "./insert-channel.ts";

/** Creates a channel with me in it, if the workspace lets me. */
export async function createChannel(
  context: Context,
  caller: MemberCaller,
  input: ParsedInputOf<typeof channelCreate>,
): Promise<OutputOf<typeof channelCreate>> {
  return inTransaction(context, async (tx) => {
    await requireMayCreate(tx.db, caller);
    const { workspaceId } = caller;
    await requireFreeName(tx.db, { workspaceId, name: input.name });
    const conversation = await insertChannel(tx, { ...input, workspaceId, creator: caller });
    await recordAudit(tx, caller, {
      action: "channel.created",
      target: toAuditTarget(conversation),
      details: { privacy: input.private ? "private" : "public" },
    });
    return { conversation };
  });
}

/** What the workspace lets me is read under its lock: whoever was shut out a moment ago leaves nothing behind. */
async function requireMayCreate(db: Prisma.TransactionClient, caller: MemberCaller): Promise<void> {
  const { workspace, role } = await requireLockedWorkspace(db, caller, "member");
  if (!toAbilities(role, toPolicy(workspace)).createChannels) {
    throw fail("forbidden", "Only admins create channels here. Ask one of them.");
  }
}
