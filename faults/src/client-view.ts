import type { MessageView } from "@hallway/protocol";
import { type Store, shownTimelines, type Timeline } from "./client-store.ts";
import { countUnread } from "./client-unread.ts";
import type { HeldLine, Shown, ViewLine } from "./history-lines.ts";

interface Holder {
  client: string;
  user: string;
}

/** What a device holds: the epoch, its rooms' clocks, and the conversations it still shows. */
export function toHeld(store: Store, { client, user }: Holder): HeldLine {
  return {
    type: "held",
    client,
    user,
    epoch: store.epoch,
    clocks: Object.fromEntries(store.clocks),
    conversations: [...store.timelines.keys()],
  };
}

/** What a device shows, conversation by conversation. */
export function toViews(store: Store, holder: Holder): ViewLine[] {
  return shownTimelines(store).map(([id, timeline]) => toView(store, holder, { id, timeline }));
}

function toView(
  { conversations, participations }: Store,
  { client, user }: Holder,
  { id, timeline }: { id: string; timeline: Timeline },
): ViewLine {
  const { messages, participants } = timeline;
  const mine = participations.get(id);
  const kind = conversations.get(id)?.kind ?? "channel";
  const counts = mine
    ? countUnread(mine, { messages: messages.values(), kind, me: user })
    : { unread: 0, mentions: 0 };
  const fromSeq = timeline.fromSeq ?? Number.MAX_SAFE_INTEGER;
  return {
    type: "view",
    client,
    user,
    conversation: id,
    fromSeq,
    messages: [...messages.values()]
      .filter(({ seq }) => seq >= fromSeq)
      .sort((a, b) => a.seq - b.seq)
      .map(toShown),
    lastReadSeq: mine?.lastReadSeq ?? 0,
    ...counts,
    participants: [...participants.values()].map(({ userId, leftAt }) => ({
      user: userId,
      left: leftAt !== null,
    })),
  };
}

function toShown(message: MessageView): Shown {
  const { id, seq, tick, authorId, text, editedAt, deletedAt } = message;
  const edited = editedAt !== null;
  return { id, seq, tick, author: authorId, text, edited, deleted: deletedAt !== null };
}
