import type { ConversationView, HiddenConversation } from "@hallway/protocol";
import { later } from "./apply-message.ts";
import { hasLeft, takesPart } from "./apply-participation.ts";
import type { StateEdit } from "./state-edit.ts";

/** A conversation, of mine or of the directory. The version with the higher clock wins. */
export function applyConversation(edit: StateEdit, view: ConversationView): void {
  if (!mayHold(edit, view)) return;
  const held = edit.conversations.get(view.id);
  const newer = held && held.clock >= view.clock ? held : view;
  const newest = edit.messages.get(view.id)?.runs.at(-1)?.at(-1);
  const lastSeq = Math.max(view.lastSeq, held?.lastSeq ?? 0, newest?.seq ?? 0);
  const lastMessageAt = later(
    later(view.lastMessageAt, held?.lastMessageAt ?? null),
    newest?.createdAt ?? null,
  );
  const unchanged =
    newer === held && held.lastSeq === lastSeq && held.lastMessageAt === lastMessageAt;
  if (!unchanged) edit.conversations.set(view.id, { ...newer, lastSeq, lastMessageAt });
}

/** A channel left the directory: whoever is not in it forgets it, also when its older view comes later. */
export function applyHidden(edit: StateEdit, { id, clock }: HiddenConversation): void {
  edit.hidden.set(id, Math.max(clock, edit.hidden.get(id) ?? 0));
  const held = edit.conversations.get(id);
  if (!held || mayHold(edit, held)) return;
  edit.conversations.delete(id);
  edit.messages.delete(id);
  edit.participants.delete(id);
}

/** A conversation is held by those in it, and by everyone while it is in the directory. */
export function mayHold(edit: StateEdit, view: ConversationView): boolean {
  if (takesPart(edit, view.id)) return true;
  if ((edit.hidden.get(view.id) ?? -1) >= view.clock) return false;
  return !(view.private && hasLeft(edit, view.id));
}
