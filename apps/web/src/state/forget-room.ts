import type { RoomName } from "@hallway/protocol";
import { conversationOf, roomOf } from "./rooms.ts";
import type { StateEdit } from "./state-edit.ts";
import { dropMessages, emptyTimeline } from "./timeline.ts";

/** I am no longer in this room: nothing of it stays. */
export function forgetRoom(edit: StateEdit, room: RoomName): void {
  const id = conversationOf(room);
  edit.clocks.delete(room);
  if (id === null) return;
  const mine = edit.participations.get(id);
  if (mine?.leftAt === null) edit.participations.set(id, { ...mine, leftAt: LEFT_UNHEARD });
  forgetConversation(edit, id);
}

/** Drops a conversation with all that was cached of it; a public channel stays in the directory. */
export function forgetConversation(edit: StateEdit, id: string): void {
  const conversation = edit.conversations.get(id);
  if (conversation) edit.clocks.delete(roomOf(conversation));
  edit.messages.delete(id);
  edit.participants.delete(id);
  edit.readPointers.delete(id);
  edit.drafts.delete(id);
  edit.typing.delete(id);
  edit.openings.delete(id);
  edit.timelineViews.delete(id);
  edit.scrollPlaces.delete(id);
  if (!conversation || staysInDirectory(edit, conversation)) return;
  edit.conversations.delete(id);
}

/** The room moved too far: what was cached of it up to `to` is void. */
export function resetRoom(edit: StateEdit, room: RoomName, to: number): void {
  const id = conversationOf(room);
  if (id !== null) resetConversation(edit, id, to);
  if (room !== "workspace") return;
  for (const [userId, member] of edit.members.current) {
    if (member.tick <= to && userId !== edit.me?.userId) edit.members.delete(userId);
  }
}

function resetConversation(edit: StateEdit, id: string, to: number): void {
  const timeline = edit.messages.get(id) ?? emptyTimeline;
  const fresh = dropMessages(timeline, { keep: (message) => message.tick > to, clock: to });
  edit.messages.set(id, { ...fresh, tail: null, resetAt: Math.max(timeline.resetAt, to) });
  const view = edit.timelineViews.get(id);
  if (view) edit.timelineViews.set(id, { ...view, around: null, error: null });
  const came = [...(edit.participants.get(id) ?? [])].filter(([, person]) => person.tick > to);
  edit.participants.set(id, new Map(came));
}

function staysInDirectory(
  edit: StateEdit,
  {
    id,
    kind,
    private: isPrivate,
    clock,
  }: { id: string; kind: string; private: boolean; clock: number },
): boolean {
  if (kind !== "channel" || isPrivate || edit.me?.role === "guest") return false;
  return (edit.hidden.get(id) ?? -1) < clock;
}

/** Stands for the moment of leaving where only `gone` told of it. */
const LEFT_UNHEARD = new Date(0).toISOString();
