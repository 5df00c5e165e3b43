import type { OutputOf, ParsedInputOf, readMark } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";

/** Moves my read pointer: forward to `seq`, never back, unless I mark as unread from `seq` on. */
export async function markRead(
  { marks }: Context,
  caller: MemberCaller,
  input: ParsedInputOf<typeof readMark>,
): Promise<OutputOf<typeof readMark>> {
  return { participation: await marks.add(caller.memberId, { caller, input }) };
}
