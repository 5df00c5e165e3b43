import type { MessageView, RoomChanges } from "@hallway/protocol";
import { conversationOf } from "./client-store.ts";
import type { Answered, DeliveredLine, Seen, SeenReading } from "./history-lines.ts";

/** A message as the history notes it in an answer. */
export function answeredMessage(view: MessageView): Answered {
  return {
    id: view.id,
    conversation: view.conversationId,
    seq: view.seq,
    tick: view.tick,
    text: view.text,
    deleted: view.deletedAt !== null,
  };
}

export function seenMessage({ id, seq, tick, deletedAt }: MessageView): Seen {
  return [id, seq, tick, deletedAt === null ? 0 : 1];
}

/** What of a room's changes the history keeps: of each thing its identity and version, not its content. */
export function seenChanges(
  changes: RoomChanges,
): Pick<
  DeliveredLine,
  "room" | "from" | "to" | "messages" | "others" | "readings" | "reset" | "gone"
> {
  const { room, from, to, reset, gone } = changes;
  const messages: Seen[] = [];
  const others: number[] = [];
  const readings: SeenReading[] = [];
  const isConversation = conversationOf(room) !== null;
  for (const { kind, data } of changes.changes) {
    if (kind === "message") messages.push(seenMessage(data));
    else if (kind === "participation") {
      const { conversationId, lastReadSeq, tick, countedClock, leftAt } = data;
      readings.push([conversationId, lastReadSeq, tick, countedClock, leftAt === null ? 0 : 1]);
    } else if (isConversation && kind === "participant") others.push(data.tick);
    else if (isConversation && kind === "conversation") others.push(data.clock);
  }
  const flags = { ...(reset ? { reset } : {}), ...(gone ? { gone } : {}) };
  return { room, from, to, messages, others, readings, ...flags };
}
