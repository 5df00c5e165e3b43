import type { MessageView } from "@hallway/protocol";
import { placeMessage } from "./apply-message.ts";
import { takesPart } from "./apply-participation.ts";
import { roomOf } from "./rooms.ts";
import { editState, finishEdit, type StateEdit } from "./state-edit.ts";
import { emptyTimeline } from "./timeline.ts";
import type { WorkspaceState } from "./workspace-state.ts";

/** A page of a conversation's messages, as `message:list` answers. */
export interface MessagePage {
  messages: readonly MessageView[];
  hasOlder: boolean;
  hasNewer: boolean;
  clock: number;
}

/**
 * Holds a page. Null when it was read before something that has been dropped since: then it must be asked again.
 * `after` is the seq it was asked to follow, if any.
 */
export function applyPage(
  state: WorkspaceState,
  conversationId: string,
  { page, after = 0 }: { page: MessagePage; after?: number },
): WorkspaceState | null {
  const before = state.messages.get(conversationId) ?? emptyTimeline;
  if (page.clock < before.staleBefore) return null;
  // It is gone since: what was asked for is not mine to see any more.
  if (!state.conversations.has(conversationId)) return state;
  const edit = editState(state);
  for (const message of page.messages) placeMessage(edit, message);
  if (!page.hasNewer) moveTail(edit, conversationId, page.messages.at(-1)?.seq ?? after);
  if (!takesPart(edit, conversationId)) noteClock(edit, conversationId, page.clock);
  return finishEdit(edit);
}

function moveTail(edit: StateEdit, conversationId: string, seq: number): void {
  const timeline = edit.messages.get(conversationId) ?? emptyTimeline;
  edit.messages.set(conversationId, { ...timeline, tail: Math.max(seq, timeline.tail ?? 0) });
}

/**
 * Of a channel I only look at nothing comes live: what I hold of it is as old as its first page, and an older page would
 * be older than what joining brings up to date.
 */
function noteClock(edit: StateEdit, conversationId: string, clock: number): void {
  const conversation = edit.conversations.get(conversationId);
  if (!conversation || edit.clocks.get(roomOf(conversation))) return;
  edit.clocks.set(roomOf(conversation), { clock, ahead: [] });
  const timeline = edit.messages.get(conversationId) ?? emptyTimeline;
  const staleBefore = Math.max(timeline.staleBefore, clock);
  edit.messages.set(conversationId, { ...timeline, staleBefore });
}
