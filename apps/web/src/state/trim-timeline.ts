import type { ParticipationView } from "@hallway/protocol";
import { hasHole } from "./room-clock.ts";
import { roomOf } from "./rooms.ts";
import { dropMessages, emptyTimeline, type HeldTimeline, heldSize, newestSeq } from "./timeline.ts";
import type { WorkspaceState } from "./workspace-state.ts";

/**
 * Drops old messages of a conversation beyond the newest `keep`; what unread counts are derived from stays. While
 * something is missing nothing is dropped: an older version could come in the place of a newer one.
 */
export function trimTimeline(
  state: WorkspaceState,
  conversationId: string,
  keep: number,
): WorkspaceState {
  const timeline = state.messages.get(conversationId) ?? emptyTimeline;
  const conversation = state.conversations.get(conversationId);
  const clock = conversation && state.clocks.get(roomOf(conversation));
  if (!clock || hasHole(clock)) return state;
  const trimmed = withoutOld(timeline, state.participations.get(conversationId), keep);
  if (trimmed === timeline) return state;
  return { ...state, messages: new Map(state.messages).set(conversationId, trimmed) };
}

function withoutOld(
  timeline: HeldTimeline,
  participation: ParticipationView | undefined,
  keep: number,
): HeldTimeline {
  if (heldSize(timeline) <= keep) return timeline;
  const oldest = newestSeq(timeline) - keep + 1;
  const { lastReadSeq = 0, countedClock = 0 } = participation ?? {};
  let newestDropped = 0;
  const trimmed = dropMessages(timeline, {
    keep: ({ seq, tick }) => {
      const isCounted = seq <= lastReadSeq || tick <= countedClock;
      const isKept = seq >= oldest || (participation?.leftAt === null && !isCounted);
      if (!isKept) newestDropped = Math.max(newestDropped, tick);
      return isKept;
    },
    clock: 0,
  });
  return { ...trimmed, staleBefore: Math.max(timeline.staleBefore, newestDropped) };
}
