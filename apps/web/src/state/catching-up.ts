import type { RoomName } from "@hallway/protocol";
import { hasHole, newestTick } from "./room-clock.ts";
import { roomOf } from "./rooms.ts";
import type { WorkspaceState } from "./workspace-state.ts";

/** My rooms and their clocks, the named conversations' first; rooms whose past is unknown are left out. */
export function clocksToSync(
  state: WorkspaceState,
  first: Iterable<string>,
): [room: RoomName, clock: number][] {
  const own: RoomName[] = ["workspace"];
  if (state.me) own.push(`user:${state.me.userId}`);
  const ids = new Set([...first, ...state.participations.keys()]);
  const rooms = [...ids].flatMap((id) => myRoom(state, id) ?? []);
  return [...own, ...rooms].flatMap((room) => {
    const clock = state.clocks.get(room)?.clock ?? 0;
    return clock > 0 ? [[room, clock] as [RoomName, number]] : [];
  });
}

/** Whether something of my rooms is known to be missing. */
export function isMissingSomething(state: WorkspaceState): boolean {
  const own: RoomName[] = ["workspace"];
  if (state.me) own.push(`user:${state.me.userId}`);
  for (const room of own) {
    const clock = state.clocks.get(room);
    if (clock && hasHole(clock)) return true;
  }
  for (const [id, { leftAt }] of state.participations) {
    if (leftAt !== null) continue;
    const conversation = state.conversations.get(id);
    const clock = conversation && state.clocks.get(roomOf(conversation));
    if (!clock || hasHole(clock)) return true;
  }
  return false;
}

/** The newest tick heard of a room that I am in; null for any other room. */
export function tickOf(state: WorkspaceState, room: RoomName): number | null {
  const clock = state.clocks.get(room);
  return clock ? newestTick(clock) : null;
}

function myRoom(state: WorkspaceState, id: string): RoomName | null {
  const conversation = state.conversations.get(id);
  const isMine = state.participations.get(id)?.leftAt === null;
  return conversation && isMine ? roomOf(conversation) : null;
}
