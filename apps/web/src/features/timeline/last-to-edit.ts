import type { MessageView } from "@hallway/protocol";
import type { PendingMessage } from "../../state/pending.ts";

/** What I could mean by my last message. */
export type Written = {
  messages: readonly MessageView[];
  pending: readonly PendingMessage[];
  /** Whether what is on its way arrives in a moment. */
  live: boolean;
  /** Whether these messages are an older part, after which others follow. */
  hasNewer: boolean;
  mayEdit(message: MessageView): boolean;
};

/** The id of the message that ↑ opens, or `null`: the newest of mine, and never an older one in its place. */
export function lastToEdit({ messages, pending, live, hasNewer, mayEdit }: Written): string | null {
  if (hasNewer) return null;
  const onItsWay = pending.findLast(({ status }) => status === "waiting");
  if (onItsWay) return live ? onItsWay.id : null;
  return messages.findLast(mayEdit)?.id ?? null;
}
