import type { messageSend, ParsedInputOf } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";

/** One wish to send. */
export interface SendJob {
  caller: MemberCaller;
  input: ParsedInputOf<typeof messageSend>;
}

/** A message that may be written, with its place in the timeline. */
export interface Draft {
  id: string;
  workspaceId: string;
  conversationId: string;
  conversationKind: "channel" | "dm";
  seq: number;
  authorId: string;
  text: string;
  fingerprint: string;
  mentionedUserIds: string[];
  mentionsEveryone: boolean;
}
