import type { MessageView } from "@hallway/protocol";
import { hasLeft } from "./apply-participation.ts";
import type { StateEdit } from "./state-edit.ts";
import { emptyTimeline, holdMessage } from "./timeline.ts";

/** A message of a timeline. One of a conversation I have left is not kept. */
export function applyMessage(edit: StateEdit, message: MessageView): void {
  if (!hasLeft(edit, message.conversationId)) placeMessage(edit, message);
}

/** Holds a message and all that follows from it. */
export function placeMessage(edit: StateEdit, message: MessageView): void {
  const id = message.conversationId;
  if (message.threadId !== null) return;
  const timeline = edit.messages.get(id) ?? emptyTimeline;
  const next = holdMessage(timeline, message);
  settlePending(edit, message);
  if (next === timeline) return;
  edit.messages.set(id, next);
  moveNewest(edit, message);
}

/** The conversation's newest message follows what is held: a new message does not send the conversation again. */
function moveNewest(edit: StateEdit, { conversationId, seq, createdAt, authorId }: MessageView) {
  const conversation = edit.conversations.get(conversationId);
  if (!conversation || conversation.lastSeq >= seq) return;
  edit.conversations.set(conversationId, {
    ...conversation,
    lastSeq: seq,
    lastMessageAt: later(conversation.lastMessageAt, createdAt),
  });
  stopTyping(edit, conversationId, authorId);
}

function settlePending(edit: StateEdit, { conversationId, id }: MessageView): void {
  const pending = edit.pending.get(conversationId);
  if (!pending?.some((message) => message.id === id)) return;
  const left = pending.filter((message) => message.id !== id);
  if (left.length > 0) edit.pending.set(conversationId, left);
  else edit.pending.delete(conversationId);
}

function stopTyping(edit: StateEdit, conversationId: string, userId: string): void {
  const typing = edit.typing.get(conversationId);
  if (!typing?.has(userId)) return;
  const left = new Set(typing);
  left.delete(userId);
  if (left.size > 0) edit.typing.set(conversationId, left);
  else edit.typing.delete(conversationId);
}

/** The later of two moments; both are ISO 8601 in UTC, so text order is time order. */
export function later(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}
