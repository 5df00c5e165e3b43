import type { Change, RoomChanges } from "@hallway/protocol";
import { applyConversation, applyHidden } from "./apply-conversation.ts";
import { applyMessage } from "./apply-message.ts";
import { applyParticipation, hasLeft } from "./apply-participation.ts";
import { applyMember, applyParticipant, applyWorkspace } from "./apply-people.ts";
import { forgetRoom, resetRoom } from "./forget-room.ts";
import { advanceClock, isCovered, restartClock, unknownClock } from "./room-clock.ts";
import { conversationOf } from "./rooms.ts";
import { editState, finishEdit, type StateEdit } from "./state-edit.ts";
import type { WorkspaceState } from "./workspace-state.ts";

/**
 * The one way a room's changes reach the state: live, caught up and at the start alike (docs/sync.md). Of each thing
 * the newest version wins, so changes may come doubled and in any order.
 */
export function applyChanges(state: WorkspaceState, changes: RoomChanges): WorkspaceState {
  return applyRooms(state, [changes]);
}

/** The same for many rooms at once. */
export function applyRooms(state: WorkspaceState, rooms: readonly RoomChanges[]): WorkspaceState {
  const edit = editState(state);
  for (const changes of rooms) applyRoom(edit, changes);
  return finishEdit(edit);
}

/** Things that came without a clock: what a command answered. */
export function applyThings(state: WorkspaceState, things: readonly Change[]): WorkspaceState {
  if (things.length === 0) return state;
  const edit = editState(state);
  for (const thing of things) applyThing(edit, thing);
  return finishEdit(edit);
}

function applyRoom(edit: StateEdit, { room, from, to, changes, reset, gone }: RoomChanges): void {
  if (gone) {
    forgetRoom(edit, room);
    return;
  }
  // What comes again may be older than what was dropped meanwhile.
  const before = edit.clocks.get(room);
  if (!reset && before && isCovered(before, { from, to })) return;
  if (reset) resetRoom(edit, room, to);
  for (const change of changes) applyThing(edit, change);
  if (isLost(edit, room)) return;
  const known = edit.clocks.get(room) ?? unknownClock;
  const next = reset
    ? restartClock(known, Math.max(known.clock, to))
    : advanceClock(known, { from, to });
  edit.clocks.set(room, next);
}

function isLost(edit: StateEdit, room: RoomChanges["room"]): boolean {
  const conversation = conversationOf(room);
  return conversation !== null && hasLeft(edit, conversation);
}

function applyThing(edit: StateEdit, change: Change): void {
  switch (change.kind) {
    case "message":
      applyMessage(edit, change.data);
      break;
    case "conversation":
      applyConversation(edit, change.data);
      break;
    case "conversation-hidden":
      applyHidden(edit, change.data);
      break;
    case "participant":
      applyParticipant(edit, change.data);
      break;
    case "participation":
      applyParticipation(edit, change.data);
      break;
    case "member":
      applyMember(edit, change.data);
      break;
    case "workspace":
      applyWorkspace(edit, change.data);
      break;
  }
}
