import { mentionsOf } from "@hallway/markup";
import {
  canMentionEveryone,
  canPost,
  isAtLeast,
  limits,
  type messageSend,
  type OutputOf,
  type ParsedInputOf,
} from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { requireLockedSeat, type Seat } from "../conversations/conversation-access.ts";
import type { Message, Prisma } from "../database/generated/client.ts";
import { inTransaction } from "../database/transaction.ts";
import { fail } from "../failure.ts";
import { toPolicy } from "../workspaces/workspace-view.ts";
import { fingerprintOf, insertMessage } from "./insert-message.ts";
import { toMessageView } from "./message-view.ts";

type Input = ParsedInputOf<typeof messageSend>;

/** Sends a message once, however often it is asked with the same id. */
export async function sendMessage(
  context: Context,
  caller: MemberCaller,
  input: Input,
): Promise<OutputOf<typeof messageSend>> {
  return inTransaction(context, async (tx) => {
    const seat = await requireLockedSeat(tx.db, caller, input.conversationId);
    const stored = await tx.db.message.findUnique({ where: { id: input.id } });
    if (stored) return { message: toMessageView(requireSame(stored, caller, input)) };

    await requireMayPost(tx.db, caller, seat);
    const mentions = await findMentioned(tx.db, caller, { seat, text: input.text });
    const row = await insertMessage(
      tx,
      { caller, conversation: seat.conversation },
      {
        id: input.id,
        kind: "text",
        text: input.text,
        system: null,
        ...mentions,
      },
    );
    return { message: toMessageView(row) };
  });
}

/** A retry answers with what is stored; the same id with other content is refused. */
function requireSame(stored: Message, caller: MemberCaller, input: Input): Message {
  const same =
    stored.authorId === caller.userId &&
    stored.conversationId === input.conversationId &&
    stored.fingerprint === fingerprintOf(input.text);
  if (!same) throw fail("conflict", "Another message already has this id.", { field: "id" });
  return stored;
}

async function requireMayPost(
  db: Prisma.TransactionClient,
  caller: MemberCaller,
  { conversation }: Seat,
): Promise<void> {
  if (conversation.archivedAt) {
    throw fail("conflict", "This channel is archived: it can be read, not written.");
  }
  if (!conversation.general || isAtLeast(caller.role, "admin")) return;
  const workspace = await db.workspace.findUniqueOrThrow({ where: { id: caller.workspaceId } });
  const may = canPost(caller.role, {
    archived: false,
    isGeneral: true,
    policy: toPolicy(workspace),
  });
  if (!may) throw fail("forbidden", "Only admins write in this channel.");
}

/** Whom a text mentions: people of this conversation, and everyone where the writer may. */
async function findMentioned(
  db: Prisma.TransactionClient,
  caller: MemberCaller,
  { seat, text }: { seat: Seat; text: string },
): Promise<{ mentionedUserIds: string[]; mentionsEveryone: boolean }> {
  if (!text.includes("<")) return { mentionedUserIds: [], mentionsEveryone: false };
  const { userIds, everyone } = mentionsOf(text, { max: limits.mentionsPerMessage });
  if (everyone && !canMentionEveryone(caller.role)) {
    throw fail("forbidden", "Guests can't mention everyone. Remove @channel or @here.");
  }
  const here = await db.participant.findMany({
    where: {
      conversationId: seat.conversation.id,
      userId: { in: [...userIds] },
      leftAt: null,
      member: { deactivatedAt: null },
    },
    select: { userId: true },
  });
  return { mentionedUserIds: here.map((row) => row.userId), mentionsEveryone: everyone !== null };
}
