import { applyThings } from "../state/apply-changes.ts";
import type { WorkspaceStore } from "../state/store.ts";
import { heldSize } from "../state/timeline.ts";
import { trimTimeline } from "../state/trim-timeline.ts";
import type { Ask } from "./line.ts";

/** Of a conversation that nobody looks at, what the next look begins with. */
export const KEPT_UNSEEN = 200;
/** Of the one on screen, when its end is shown: a busy hour would else fill the memory. */
export const KEPT_SEEN = 1_500;

/** Keeps the memory of a long day small. */
export async function trimTimelines(
  store: WorkspaceStore,
  { ask, shown }: { ask: Ask; shown: ReadonlySet<string> },
): Promise<void> {
  for (const conversationId of store.getState().messages.keys()) {
    const { scrollPlaces, participations } = store.getState();
    const isShown = shown.has(conversationId);
    if (isShown && !scrollPlaces.get(conversationId)?.atEnd) continue;
    const keep = isShown ? KEPT_SEEN : KEPT_UNSEEN;
    if (sizeOf(store, conversationId) <= keep * 2) continue;
    store.setState((state) => trimTimeline(state, conversationId, keep), true);
    const participation = participations.get(conversationId);
    if (sizeOf(store, conversationId) <= keep * 2 || participation?.leftAt !== null) continue;
    // Thousands are unread: fresh counts say so without the messages themselves.
    const answer = await ask("read:mark", { conversationId, seq: participation.lastReadSeq });
    if (!answer.ok) return;
    const { participation: data } = answer.data;
    store.setState((state) => {
      const counted = applyThings(state, [{ kind: "participation", data }]);
      return trimTimeline(counted, conversationId, keep);
    }, true);
  }
}

function sizeOf(store: WorkspaceStore, conversationId: string): number {
  const timeline = store.getState().messages.get(conversationId);
  return timeline ? heldSize(timeline) : 0;
}
