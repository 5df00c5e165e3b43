import {
  asId,
  type ConversationId,
  type ConversationView,
  type dmOpen,
  limits,
  type OutputOf,
  type ParsedInputOf,
  type UserId,
} from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { roomOf } from "../conversations/conversation-access.ts";
import { enterConversations } from "../conversations/enter-conversation.ts";
import { readConversation } from "../conversations/read-conversation.ts";
import { inTransaction, type Tx } from "../database/transaction.ts";
import { fail } from "../failure.ts";
import { requireActiveMembers } from "../members/member-access.ts";
import { createRoom } from "../realtime/clock.ts";

/** Opens the direct message with these people; whoever of them opens it, and when, it is the same one. */
export async function openDirectMessage(
  context: Context,
  caller: MemberCaller,
  input: ParsedInputOf<typeof dmOpen>,
): Promise<OutputOf<typeof dmOpen>> {
  const userIds = [...new Set([caller.userId, ...input.userIds])].sort();
  if (userIds.length > limits.directMessagePeople) {
    const others = limits.directMessagePeople - 1;
    throw fail("invalid", `Choose at most ${others} other people.`, { field: "userIds" });
  }
  const { workspaceId } = caller;
  const dmKey = userIds.join(",");
  return inTransaction(context, async (tx) => {
    const known = await tx.db.conversation.findUnique({
      where: { workspaceId_dmKey: { workspaceId, dmKey } },
      select: { id: true },
    });
    if (known) return { conversation: await readConversation(tx.db, known.id) };
    return { conversation: await startConversation(tx, caller, { dmKey, userIds }) };
  });
}

/** Two who start it at the same moment: the second one's key is taken, and its transaction runs again and finds it. */
async function startConversation(
  tx: Tx,
  caller: MemberCaller,
  { dmKey, userIds }: { dmKey: string; userIds: readonly UserId[] },
): Promise<ConversationView> {
  const { workspaceId, userId: createdById } = caller;
  const members = await requireActiveMembers(tx.db, caller, userIds);
  const id = asId<ConversationId>(uuidv7());
  const conversation = await tx.db.conversation.create({
    data: { id, workspaceId, kind: "dm", dmKey, private: true, createdById },
  });
  await createRoom(tx.db, roomOf(conversation));
  const [view] = await enterConversations(tx, {
    workspaceId,
    members,
    conversations: [conversation],
    by: null,
    event: null,
  });
  if (!view) throw new Error("Nobody came into the new direct message");
  return view;
}
