import type { Bootstrap, ConversationId, RoomChanges, RoomName } from "@hallway/protocol";
import { applyRooms } from "./apply-changes.ts";
import { refreshMe } from "./apply-people.ts";
import { roomOf } from "./rooms.ts";
import { editState, finishEdit } from "./state-edit.ts";
import { initialState, type WorkspaceState } from "./workspace-state.ts";

/**
 * Brings a state to a first picture of the workspace: an empty one, or one that has fallen behind. Another epoch or
 * another person means starting afresh; what they wrote stays.
 */
export function applyBootstrap(state: WorkspaceState, bootstrap: Bootstrap): WorkspaceState {
  const base = isContinued(state, bootstrap) ? state : startAfresh(state);
  const rooms = [...roomsOf(base, bootstrap), ...goneRooms(base, bootstrap)];
  const edit = editState(applyRooms({ ...base, me: bootstrap.me }, rooms));
  refreshMe(edit);
  return {
    ...finishEdit(edit),
    epoch: bootstrap.epoch,
    loading: { phase: "ready" },
    presence: new Map(Object.entries(bootstrap.presence)),
  };
}

/** A state without anything the server said; what the person wrote and where they were stays. */
export function startAfresh(state: WorkspaceState): WorkspaceState {
  const { connection, pending, drafts, scrollPlaces, openings, timelineViews } = state;
  return {
    ...initialState,
    connection,
    pending,
    drafts,
    scrollPlaces,
    openings,
    timelineViews,
  };
}

function isContinued(state: WorkspaceState, { epoch, me }: Bootstrap): boolean {
  return state.epoch === epoch && state.me?.userId === me.userId;
}

function roomsOf(state: WorkspaceState, bootstrap: Bootstrap): RoomChanges[] {
  const { workspace, members, participations, conversations, me } = bootstrap;
  const outline = (room: RoomName, changes: RoomChanges["changes"]): RoomChanges => {
    const to = bootstrap.clocks[room] ?? 0;
    const isBehind = (state.clocks.get(room)?.clock ?? 0) < to;
    return { room, from: 0, to, changes, ...(isBehind && { reset: true }) };
  };
  // A room that starts again needs its fresh counts, also where my own room has not moved.
  const mine = new Map(participations.map((data) => [data.conversationId, data]));
  const countsOf = (id: ConversationId): RoomChanges["changes"] => {
    const data = mine.get(id);
    return data ? [{ kind: "participation", data }] : [];
  };
  return [
    outline("workspace", [
      { kind: "workspace", data: workspace },
      ...members.map((data) => ({ kind: "member" as const, data })),
    ]),
    outline(
      `user:${me.userId}`,
      participations.map((data) => ({ kind: "participation" as const, data })),
    ),
    ...conversations.map((data) =>
      outline(roomOf(data), [{ kind: "conversation", data }, ...countsOf(data.id)]),
    ),
  ];
}

/** Conversations I was in and am not any more. One that I came into after this picture was taken is none of them. */
function goneRooms(state: WorkspaceState, bootstrap: Bootstrap): RoomChanges[] {
  const mine = new Set<string>(bootstrap.conversations.map(({ id }) => id));
  const clock = bootstrap.clocks[`user:${bootstrap.me.userId}`] ?? 0;
  return [...state.participations.values()].flatMap(({ conversationId, leftAt, tick }) => {
    const conversation = state.conversations.get(conversationId);
    if (leftAt !== null || mine.has(conversationId) || tick > clock) return [];
    const room: RoomName = conversation ? roomOf(conversation) : `channel:${conversationId}`;
    return [{ room, from: 0, to: 0, changes: [], gone: true as const }];
  });
}
