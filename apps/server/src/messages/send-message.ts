import type { MessageView, messageSend, OutputOf, ParsedInputOf } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";

/** Sends a message once, however often it is asked with the same id. */
export async function sendMessage(
  { sends }: Context,
  caller: MemberCaller,
  input: ParsedInputOf<typeof messageSend>,
): Promise<OutputOf<typeof messageSend>> {
  const message: MessageView = await sends.add(input.conversationId, { caller, input });
  return { message };
}
