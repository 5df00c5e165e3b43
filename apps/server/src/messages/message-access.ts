import { asId, type ConversationId, isAtLeast, type MessageId, type Role } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import { requireLockedSeat, type Seat } from "../conversations/conversation-access.ts";
import type { Message, Prisma } from "../database/generated/client.ts";
import { notFound } from "../failure.ts";

/** A message in a conversation I am in, with the conversation's room locked; throws `not_found` otherwise. */
export async function requireLockedMessage(
  db: Prisma.TransactionClient,
  caller: MemberCaller,
  id: MessageId,
): Promise<{ message: Message; seat: Seat }> {
  const known = await db.message.findFirst({
    where: { id, workspaceId: caller.workspaceId },
    select: { conversationId: true },
  });
  if (!known) throw notFound("message");
  const seat = await requireLockedSeat(
    db,
    caller,
    asId<ConversationId>(known.conversationId),
  ).catch(() => {
    throw notFound("message");
  });
  return { seat, message: await db.message.findUniqueOrThrow({ where: { id } }) };
}

interface Facts {
  role: Role;
  isAuthor: boolean;
  kind: Message["kind"];
}

/** Only my own words are mine to change. */
export function canEdit({ isAuthor, kind }: Facts): boolean {
  return isAuthor && kind === "text";
}

/** My own words, or as an admin anyone's; what the system wrote stays. */
export function canDelete({ role, isAuthor, kind }: Facts): boolean {
  return kind !== "system" && (isAuthor || isAtLeast(role, "admin"));
}
