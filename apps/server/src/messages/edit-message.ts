import type { messageEdit, OutputOf, ParsedInputOf } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { inTransaction } from "../database/transaction.ts";
import { fail, notFound } from "../failure.ts";
import { changeMessage } from "./change-message.ts";
import { canEdit, requireLockedMessage, requireMayWrite } from "./message-access.ts";
import { toMessageView } from "./message-view.ts";

/** Changes the text of my own message. Whom it mentioned when it was sent stays as it was. */
export async function editMessage(
  context: Context,
  caller: MemberCaller,
  input: ParsedInputOf<typeof messageEdit>,
): Promise<OutputOf<typeof messageEdit>> {
  return inTransaction(context, async (tx) => {
    const { message, seat } = await requireLockedMessage(tx.db, caller, input.id);
    if (message.deletedAt) throw notFound("message");
    const isAuthor = message.authorId === caller.userId;
    if (!canEdit({ role: caller.role, isAuthor, kind: message.kind })) {
      throw fail("forbidden", "Only its author can edit a message.");
    }
    await requireMayWrite(tx.db, caller, seat);
    if (message.text === input.text) return { message: toMessageView(message) };
    const row = await changeMessage(tx, seat.conversation, {
      id: input.id,
      data: { text: input.text, editedAt: new Date() },
    });
    return { message: toMessageView(row) };
  });
}
