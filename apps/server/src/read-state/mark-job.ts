import type { ParsedInputOf, readMark } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";

/** One wish to move a read pointer. Of its caller only the identity counts: their seat is looked up with the batch. */
export interface MarkJob {
  caller: MemberCaller;
  input: ParsedInputOf<typeof readMark>;
}
