import type { ConversationView, ParticipationView } from "@hallway/protocol";
import { emptyTimeline, type HeldTimeline } from "./timeline.ts";
import { nothingUnread, type Unread, unreadOf } from "./unread.ts";
import type { WorkspaceState } from "./workspace-state.ts";

/** What is unread in a conversation. The same object as long as nothing it is derived from changed. */
export function selectUnread(state: WorkspaceState, conversationId: string): Unread {
  const participation = state.participations.get(conversationId);
  const conversation = state.conversations.get(conversationId);
  if (!participation || participation.leftAt !== null || !conversation || !state.me) {
    return nothingUnread;
  }
  const timeline = state.messages.get(conversationId) ?? emptyTimeline;
  const pointer = state.readPointers.get(conversationId);
  const known = derived.get(participation);
  if (
    known &&
    known.conversation === conversation &&
    known.timeline === timeline &&
    known.pointer === pointer
  ) {
    return known.unread;
  }
  const unread = sameOr(
    known?.unread,
    unreadOf({ participation, conversation, timeline, pointer, me: state.me.userId }),
  );
  derived.set(participation, { conversation, timeline, pointer, unread });
  return unread;
}

/** What the title, the icon and the rail say of a workspace. */
export interface Totals {
  /** Conversations with something unread; muted and archived ones are left out. */
  unread: number;
  mentions: number;
}

/** The totals of a workspace. The same object as long as they are the same. */
export function selectTotals(state: WorkspaceState): Totals {
  const known = totalled.get(state.participations);
  const sources = [state.conversations, state.messages, state.readPointers, state.me];
  if (known && sources.every((source, index) => source === known.sources[index])) {
    return known.totals;
  }
  const fresh = countTotals(state);
  const isSame = known?.totals.unread === fresh.unread && known.totals.mentions === fresh.mentions;
  const totals = isSame ? known.totals : fresh;
  totalled.set(state.participations, { sources, totals });
  return totals;
}

function countTotals(state: WorkspaceState): Totals {
  const totals = { unread: 0, mentions: 0 };
  for (const [id, { muted, leftAt }] of state.participations) {
    if (leftAt !== null || state.conversations.get(id)?.archivedAt) continue;
    const { unread, mentions } = selectUnread(state, id);
    if (unread > 0 && !muted) totals.unread += 1;
    totals.mentions += mentions;
  }
  return totals;
}

const totalled = new WeakMap<object, { sources: readonly unknown[]; totals: Totals }>();

interface Derived {
  conversation: ConversationView;
  timeline: HeldTimeline;
  pointer: number | undefined;
  unread: Unread;
}

const derived = new WeakMap<ParticipationView, Derived>();

function sameOr(before: Unread | undefined, after: Unread): Unread {
  const isSame =
    before !== undefined &&
    before.unread === after.unread &&
    before.mentions === after.mentions &&
    before.firstUnreadSeq === after.firstUnreadSeq;
  return isSame ? before : after;
}
