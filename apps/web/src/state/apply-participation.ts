import type { ParticipationView } from "@hallway/protocol";
import { forgetConversation } from "./forget-room.ts";
import { roomOf } from "./rooms.ts";
import type { StateEdit } from "./state-edit.ts";

/** My side of a conversation. Of two views of one tick the one counted later is the newer. */
export function applyParticipation(edit: StateEdit, view: ParticipationView): void {
  const id = view.conversationId;
  const held = edit.participations.get(id);
  if (held && !isNewer(view, held)) return;
  if (!takesPart(edit, id) && view.leftAt === null) startTakingPart(edit, id);
  edit.participations.set(id, view);
  if (view.leftAt !== null) forgetConversation(edit, id);
  else if (edit.readPointers.get(id) === view.lastReadSeq) edit.readPointers.delete(id);
}

/** While I only looked at it, its messages were read at a clock that its own view may be older than. */
function startTakingPart(edit: StateEdit, id: string): void {
  const conversation = edit.conversations.get(id);
  if (!conversation) return;
  const room = roomOf(conversation);
  const known = edit.clocks.get(room);
  if (!known || known.clock <= conversation.clock) return;
  if (conversation.clock > 0) edit.clocks.set(room, { clock: conversation.clock, ahead: [] });
  else edit.clocks.delete(room);
}

/** Whether I am in a conversation. */
export function takesPart(edit: StateEdit, conversationId: string): boolean {
  return edit.participations.get(conversationId)?.leftAt === null;
}

/** Whether I was in a conversation and am no longer. */
export function hasLeft(edit: StateEdit, conversationId: string): boolean {
  return (edit.participations.get(conversationId)?.leftAt ?? null) !== null;
}

function isNewer(view: ParticipationView, held: ParticipationView): boolean {
  if (view.tick !== held.tick) return view.tick > held.tick;
  return view.countedClock > held.countedClock;
}
