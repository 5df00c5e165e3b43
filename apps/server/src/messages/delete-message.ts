import type { messageDelete, OutputOf, ParsedInputOf } from "@hallway/protocol";
import { recordAudit } from "../audit/record-audit.ts";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import type { Seat } from "../conversations/conversation-access.ts";
import { inTransaction } from "../database/transaction.ts";
import { fail } from "../failure.ts";
import { changeMessage } from "./change-message.ts";
import { canDelete, requireLockedMessage, requireMayWrite } from "./message-access.ts";
import { toMessageView } from "./message-view.ts";

/** Removes a message's content and leaves a tombstone in its place; deleting twice is harmless. */
export async function deleteMessage(
  context: Context,
  caller: MemberCaller,
  input: ParsedInputOf<typeof messageDelete>,
): Promise<OutputOf<typeof messageDelete>> {
  return inTransaction(context, async (tx) => {
    const { message, seat } = await requireLockedMessage(tx.db, caller, input.id);
    const isAuthor = message.authorId === caller.userId;
    if (!canDelete({ role: caller.role, isAuthor, kind: message.kind })) {
      throw fail("forbidden", "Only its author or an admin can delete a message.");
    }
    if (message.deletedAt) return { message: toMessageView(message) };
    await requireMayWrite(tx.db, caller, seat);
    const row = await changeMessage(tx, seat.conversation, {
      id: input.id,
      data: { text: "", deletedAt: new Date() },
    });
    if (!isAuthor) {
      await recordAudit(tx, caller, {
        action: "message.deleted-by-admin",
        target: { kind: "message", id: row.id, name: nameForAudit(seat.conversation) },
      });
    }
    return { message: toMessageView(row) };
  });
}

/** What all admins may read of where it was: private places stay unnamed. */
function nameForAudit({ kind, name, private: hidden }: Seat["conversation"]): string {
  if (kind === "dm" || name === null) return "direct message";
  return hidden ? "a private channel" : name;
}
