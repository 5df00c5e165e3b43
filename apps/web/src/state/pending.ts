import type { ErrorView } from "@hallway/protocol";

/** A message that I sent and the server has not confirmed. Its id stays the message's id. */
export interface PendingMessage {
  id: string;
  conversationId: string;
  text: string;
  createdAt: string;
  status: "waiting" | "failed";
  /** Why it was not sent; of one that waits, why it waits for long. */
  error: ErrorView | null;
}

/** What the outbox of a workspace holds, by conversation, in the order of sending. */
export type Pending = ReadonlyMap<string, readonly PendingMessage[]>;

/** The order of writing: ids made on one device grow, also within a moment and when its clock is set back. */
export function inSendingOrder(a: PendingMessage, b: PendingMessage): number {
  return a.id < b.id ? -1 : 1;
}

/** Groups what the outbox holds. */
export function toPending(messages: Iterable<PendingMessage>): Pending {
  const pending = new Map<string, PendingMessage[]>();
  for (const message of [...messages].toSorted(inSendingOrder)) {
    const queue = pending.get(message.conversationId);
    if (queue) queue.push(message);
    else pending.set(message.conversationId, [message]);
  }
  return pending;
}

/** Why a conversation's queue stands still: its next message was put off, and what is behind it waits as well. */
export function heldBy(queue: readonly PendingMessage[]): ErrorView | null {
  return queue.find(({ status }) => status === "waiting")?.error ?? null;
}

/** How many of some queues are on their way, and how many were not sent. */
export function countPending(queues: Iterable<readonly PendingMessage[]>): {
  waiting: number;
  failed: number;
} {
  const count = { waiting: 0, failed: 0 };
  for (const queue of queues) {
    const held = heldBy(queue) !== null;
    for (const { status } of queue) if (status === "failed" || !held) count[status] += 1;
  }
  return count;
}
