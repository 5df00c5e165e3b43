import {
  asId,
  type ConversationId,
  type ConversationView,
  type WorkspaceId,
} from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import { tellDirectory } from "../conversations/change-conversation.ts";
import { roomOf } from "../conversations/conversation-access.ts";
import { enterConversations, type Newcomer } from "../conversations/enter-conversation.ts";
import type { Tx } from "../database/transaction.ts";
import { createRoom, lockRoom } from "../realtime/clock.ts";
import { workspaceRoom } from "../realtime/rooms.ts";

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
