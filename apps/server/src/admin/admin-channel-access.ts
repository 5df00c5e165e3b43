import type { ConversationId } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import { requireLockedChannel } from "../channels/channel-access.ts";
import type { Conversation, Prisma } from "../database/generated/client.ts";
import { notFound } from "../failure.ts";

/** A public channel with its room locked. A private one is not the panel's to see, even for those who are in it. */
export async function requireLockedPublicChannel(
  db: Prisma.TransactionClient,
  caller: MemberCaller,
  id: ConversationId,
): Promise<Conversation> {
  const { conversation } = await requireLockedChannel(db, caller, id);
  if (conversation.private) throw notFound("channel");
  return conversation;
}
