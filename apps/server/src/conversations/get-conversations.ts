import type { conversationGet, OutputOf, ParsedInputOf } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { askIn } from "../database/ask-in.ts";
import { inSnapshot } from "../database/snapshot.ts";
import { findReadable } from "./conversation-access.ts";
import { readConversations } from "./read-conversations.ts";

/** Conversations by their ids, archived ones included; what I may not read is left out like what does not exist. */
export async function getConversations(
  { database }: Context,
  caller: MemberCaller,
  { conversationIds }: ParsedInputOf<typeof conversationGet>,
): Promise<OutputOf<typeof conversationGet>> {
  const conversations = await inSnapshot(database, async (db) => {
    const readable = await findReadable(db, caller, conversationIds);
    return readConversations(
      askIn(db),
      readable.map(({ conversation }) => conversation.id),
    );
  });
  return { conversations };
}
