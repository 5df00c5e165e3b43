import type { messageSend, ParsedInputOf } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";

/** One wish to send. Of its caller only the identity counts: what they may at this moment is looked up with the batch. */
export interface SendJob {
  caller: MemberCaller;
  input: ParsedInputOf<typeof messageSend>;
}
