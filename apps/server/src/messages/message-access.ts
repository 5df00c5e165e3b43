import {
  asId,
  type ConversationId,
  canPost,
  isAtLeast,
  type MessageId,
  type Role,
} from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import { requireLockedSeat, requireOpen, type Seat } from "../conversations/conversation-access.ts";
import type { Message, Prisma } from "../database/generated/client.ts";
import { Failure, fail, notFound } from "../failure.ts";
import { toPolicy } from "../workspaces/workspace-view.ts";

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
  ).catch((error) => {
    throw error instanceof Failure && error.view.code === "not_found" ? notFound("message") : error;
  });
  return { seat, message: await db.message.findUniqueOrThrow({ where: { id } }) };
}

/** Throws unless I could write in this conversation now: whoever may not speak there changes nothing there either. */
export async function requireMayWrite(
  db: Prisma.TransactionClient,
  { role, workspaceId }: MemberCaller,
  { conversation }: Seat,
): Promise<void> {
  requireOpen(conversation);
  if (!conversation.general) return;
  const workspace = await db.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const place = { archived: false, isGeneral: true, policy: toPolicy(workspace) };
  if (!canPost(role, place)) throw fail("forbidden", "Only admins write in this channel.");
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
