import {
  asId,
  type ConversationId,
  type ConversationView,
  type channelCreate,
  type OutputOf,
  type ParsedInputOf,
  toAbilities,
  type WorkspaceId,
} from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import { recordAudit } from "../audit/record-audit.ts";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { tellDirectory } from "../conversations/change-conversation.ts";
import { roomOf } from "../conversations/conversation-access.ts";
import { enterConversations, type Newcomer } from "../conversations/enter-conversation.ts";
import { inTransaction, type Tx } from "../database/transaction.ts";
import { fail } from "../failure.ts";
import { createRoom, lockRoom } from "../realtime/clock.ts";
import { workspaceRoom } from "../realtime/rooms.ts";
import { toPolicy } from "../workspaces/workspace-view.ts";
import { requireFreeName, toAuditTarget } from "./channel-access.ts";

/** Creates a channel with me in it, if the workspace lets me. */
export async function createChannel(
  context: Context,
  caller: MemberCaller,
  input: ParsedInputOf<typeof channelCreate>,
): Promise<OutputOf<typeof channelCreate>> {
  return inTransaction(context, async (tx) => {
    await requireMayCreate(tx, caller);
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

/** What a channel begins with. */
export interface NewChannel {
  workspaceId: WorkspaceId;
  creator: Newcomer;
  name: string;
  private: boolean;
  topic: string;
  general?: boolean;
}

/** Puts a channel into the workspace with its creator in it, and a public one into the directory. */
export async function insertChannel(tx: Tx, channel: NewChannel): Promise<ConversationView> {
  const { workspaceId, creator, name, topic, general = false } = channel;
  if (!channel.private) await lockRoom(tx.db, workspaceRoom(workspaceId));
  const id = asId<ConversationId>(uuidv7());
  const conversation = await tx.db.conversation.create({
    data: {
      id,
      workspaceId,
      kind: "channel",
      name,
      private: channel.private,
      topic,
      general,
      createdById: creator.userId,
    },
  });
  await createRoom(tx.db, roomOf(conversation));
  const [view] = await enterConversations(tx, {
    workspaceId,
    members: [creator],
    conversations: [conversation],
    by: null,
    event: "created",
  });
  if (!view) throw new Error("Nobody came into the new channel");
  if (!channel.private) await tellDirectory(tx, conversation, view);
  return view;
}

async function requireMayCreate(tx: Tx, caller: MemberCaller): Promise<void> {
  const workspace = await tx.db.workspace.findUniqueOrThrow({ where: { id: caller.workspaceId } });
  if (!toAbilities(caller.role, toPolicy(workspace)).createChannels) {
    throw fail("forbidden", "Only admins create channels here. Ask one of them.");
  }
}
