import { applyThings } from "../state/apply-changes.ts";
import type { WorkspaceStore } from "../state/store.ts";
import { needsRecount } from "../state/unread.ts";
import type { Ask } from "./line.ts";

/**
 * Asks for counts that can no longer be derived from what is held. Marking as read what is read already changes nothing
 * and answers with fresh counts.
 */
export async function recountUnread(store: WorkspaceStore, ask: Ask): Promise<void> {
  const { participations } = store.getState();
  for (const [conversationId, { lastReadSeq }] of participations) {
    if (!needsRecount(store.getState(), conversationId)) continue;
    const answer = await ask("read:mark", { conversationId, seq: lastReadSeq });
    if (!answer.ok) return;
    const { participation } = answer.data;
    store.setState(
      (state) => applyThings(state, [{ kind: "participation", data: participation }]),
      true,
    );
  }
}
