import type { messageList, OutputOf, ParsedInputOf } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { toMessageView } from "./message-view.ts";
import { readPage } from "./read-page.ts";

/** A page of a timeline, oldest first. */
export async function listMessages(
  { database }: Context,
  caller: MemberCaller,
  input: ParsedInputOf<typeof messageList>,
): Promise<OutputOf<typeof messageList>> {
  const { rows, ...page } = await readPage(database.reads.ask, caller, input);
  return { messages: rows.map(toMessageView), ...page };
}
