import type { Audience } from "./ast.ts";
import { parse } from "./parse.ts";
import { inlinesOf } from "./walk.ts";

/** Nobody can ring more than this many people by name in one message. */
export const MAX_MENTIONS = 50;

/** Whom a message calls. Ids as they were written: that they exist is for the caller to check. */
export type Mentions = {
  userIds: string[];
  conversationIds: string[];
  everyone: Audience | null;
};

/** Finds whom a message calls, each once, at most `max` people and `max` channels; code calls nobody. */
export function mentionsOf(text: string, { max = MAX_MENTIONS } = {}): Mentions {
  const users = new Set<string>();
  const conversations = new Set<string>();
  let everyone: Audience | null = null;
  if (!text.includes("<")) return { userIds: [], conversationIds: [], everyone };
  for (const inline of inlinesOf(parse(text))) {
    if (inline.kind === "user-mention" && users.size < max) users.add(inline.userId);
    if (inline.kind === "channel-mention" && conversations.size < max) {
      conversations.add(inline.conversationId);
    }
    if (inline.kind === "everyone-mention" && everyone !== "channel") everyone = inline.audience;
  }
  return { userIds: [...users], conversationIds: [...conversations], everyone };
}
