import {
  asId,
  type channelRemoveMember,
  type OutputOf,
  type ParsedInputOf,
  type UserId,
} from "@hallway/protocol";
import { recordAudit } from "../audit/record-audit.ts";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { requireOpen } from "../conversations/conversation-access.ts";
import { leaveConversation } from "../conversations/leave-conversation.ts";
import { readConversation } from "../conversations/read-conversation.ts";
import type { Member, Prisma } from "../database/generated/client.ts";
import { inTransaction } from "../database/transaction.ts";
import { fail, notFound } from "../failure.ts";
import {
  canBeOutside,
  requireLockedChannel,
  requireManages,
  toAuditTarget,
} from "./channel-access.ts";

/** Takes a person out of a channel; someone who is already out stays out. */
export async function removeMember(
  context: Context,
  caller: MemberCaller,
  input: ParsedInputOf<typeof channelRemoveMember>,
): Promise<OutputOf<typeof channelRemoveMember>> {
  return inTransaction(context, async (tx) => {
    const channel = await requireLockedChannel(tx.db, caller, input.conversationId);
    requireManages(caller, channel);
    const { conversation } = channel;
    requireOpen(conversation);
    const { member, seated } = await requireMemberOf(tx.db, caller, input);
    if (!seated) return { conversation: await readConversation(tx.db, conversation.id) };
    if (!canBeOutside({ role: member.role, general: conversation.general })) {
      throw fail("conflict", "Everyone is in this channel, so nobody can be removed from it.");
    }
    const person = { memberId: member.id, userId: asId<UserId>(member.userId) };
    const view = await leaveConversation(tx, caller, { conversation, person });
    await recordAudit(tx, caller, {
      action: "channel.member-removed",
      target: toAuditTarget(conversation),
      // All admins read the log; who is in a private channel is not theirs to know.
      details: conversation.private ? {} : { userId: member.userId, name: member.displayName },
    });
    return { conversation: view };
  });
}

async function requireMemberOf(
  db: Prisma.TransactionClient,
  { workspaceId }: MemberCaller,
  { userId, conversationId }: ParsedInputOf<typeof channelRemoveMember>,
): Promise<{ member: Member; seated: boolean }> {
  const row = await db.member.findUnique({
    where: { workspaceId_userId: { workspaceId, userId } },
    include: { participations: { where: { conversationId, leftAt: null } } },
  });
  if (!row) throw notFound("person");
  const { participations, ...member } = row;
  return { member, seated: participations.length > 0 };
}
