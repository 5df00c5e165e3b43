import type {
  Bootstrap,
  Change,
  ConversationView,
  MessageView,
  ParticipantView,
  ParticipationView,
  RoomChanges,
  RoomName,
} from "@hallway/protocol";

/** A conversation as a device knows it. */
export interface Timeline {
  messages: Map<string, MessageView>;
  participants: Map<string, ParticipantView>;
  /** From here on every message is known; null until the first page is here. */
  fromSeq: number | null;
}

/**
 * What a device holds, by the rules of docs/sync.md: of each thing the version with the higher tick, of each room the
 * clock. Its clock moves only over what it has seen; stretches that came too early wait in `ahead`.
 */
export interface Store {
  epoch: string | null;
  clocks: Map<RoomName, number>;
  ahead: Map<RoomName, { from: number; to: number }[]>;
  conversations: Map<string, ConversationView>;
  participations: Map<string, ParticipationView>;
  timelines: Map<string, Timeline>;
}

/** What applying found out: that the room misses something before, or that a room of mine is not known at all. */
export interface Applied {
  isMissing: boolean;
  unknownRoom: boolean;
}

export function emptyStore(): Store {
  return {
    epoch: null,
    clocks: new Map(),
    ahead: new Map(),
    conversations: new Map(),
    participations: new Map(),
    timelines: new Map(),
  };
}

/** Starts afresh with what the first screen needs. */
export function startWith(store: Store, bootstrap: Bootstrap): void {
  Object.assign(store, emptyStore(), { epoch: bootstrap.epoch });
  for (const [room, clock] of roomsOf(bootstrap.clocks)) store.clocks.set(room, clock);
  for (const view of bootstrap.conversations) {
    store.conversations.set(view.id, view);
    store.timelines.set(view.id, emptyTimeline());
  }
  for (const mine of bootstrap.participations) store.participations.set(mine.conversationId, mine);
}

/** The one function for what came live and what came by `sync`. */
export function applyRoom(store: Store, changes: RoomChanges): Applied {
  const { room, from, to, reset, gone } = changes;
  if (gone || reset) forgetRoom(store, room);
  if (gone) return NOTHING_MISSING;
  if (reset) {
    store.clocks.set(room, to);
    const id = conversationOf(room);
    if (id) store.timelines.set(id, emptyTimeline());
    return { isMissing: false, unknownRoom: applyAll(store, changes.changes) };
  }
  const known = store.clocks.get(room);
  if (known === undefined || to <= known) return NOTHING_MISSING;
  if (from > known) store.ahead.set(room, [...(store.ahead.get(room) ?? []), { from, to }]);
  else moveClock(store, room, to);
  return { isMissing: from > known, unknownRoom: applyAll(store, changes.changes) };
}

/** A page of a timeline that reaches to its end. */
export function applyNewestPage(
  store: Store,
  id: string,
  { messages, hasOlder }: { messages: readonly MessageView[]; hasOlder: boolean },
): void {
  const timeline = store.timelines.get(id);
  if (!timeline) return;
  for (const message of messages) keepMessage(store, message);
  timeline.fromSeq = hasOlder ? (messages[0]?.seq ?? 1) : 1;
}

/** The conversations that the device shows. */
export function shownTimelines({ timelines }: Store): [string, Timeline][] {
  return [...timelines];
}

/** Conversations of mine whose timelines are still to be loaded. */
export function unloaded(store: Store): string[] {
  return [...store.timelines].filter(([, { fromSeq }]) => fromSeq === null).map(([id]) => id);
}

/** Whether all that the room is known to have is here up to `to`. */
export function hasReached({ clocks }: Store, room: RoomName, to: number): boolean {
  return (clocks.get(room) ?? to) >= to;
}

const NOTHING_MISSING: Applied = { isMissing: false, unknownRoom: false };

function moveClock({ clocks, ahead }: Store, room: RoomName, to: number): void {
  let clock = to;
  const waiting = (ahead.get(room) ?? []).toSorted((a, b) => a.from - b.from);
  for (const stretch of waiting) if (stretch.from <= clock) clock = Math.max(clock, stretch.to);
  clocks.set(room, clock);
  const still = waiting.filter(({ from }) => from > clock);
  if (still.length > 0) ahead.set(room, still);
  else ahead.delete(room);
}

function applyAll(store: Store, changes: readonly Change[]): boolean {
  let unknownRoom = false;
  for (const change of changes) unknownRoom = applyChange(store, change) || unknownRoom;
  return unknownRoom;
}

/** Returns whether it speaks of a conversation that is mine now and whose room I do not have. */
function applyChange(store: Store, change: Change): boolean {
  switch (change.kind) {
    case "message":
      keepMessage(store, change.data);
      return false;
    case "participant": {
      const people = store.timelines.get(change.data.conversationId)?.participants;
      const known = people?.get(change.data.userId);
      if (!known || change.data.tick > known.tick) people?.set(change.data.userId, change.data);
      return false;
    }
    case "conversation": {
      const known = store.conversations.get(change.data.id);
      if (!known || change.data.clock > known.clock) {
        store.conversations.set(change.data.id, change.data);
      }
      return false;
    }
    case "participation":
      return applyParticipation(store, change.data);
    default:
      return false;
  }
}

function applyParticipation(store: Store, data: ParticipationView): boolean {
  const known = store.participations.get(data.conversationId);
  if (known && !isNewer(data, known)) return false;
  store.participations.set(data.conversationId, data);
  const rooms = [`channel:${data.conversationId}`, `dm:${data.conversationId}`] as const;
  if (data.leftAt === null) return !rooms.some((room) => store.clocks.has(room));
  for (const room of rooms) forgetRoom(store, room);
  return false;
}

function isNewer(one: ParticipationView, other: ParticipationView): boolean {
  return one.tick === other.tick ? one.countedClock > other.countedClock : one.tick > other.tick;
}

function keepMessage({ timelines }: Store, message: MessageView): void {
  const messages = timelines.get(message.conversationId)?.messages;
  const known = messages?.get(message.id);
  if (!known || message.tick > known.tick) messages?.set(message.id, message);
}

function forgetRoom(store: Store, room: RoomName): void {
  store.clocks.delete(room);
  store.ahead.delete(room);
  const id = conversationOf(room);
  if (id) store.timelines.delete(id);
}

function emptyTimeline(): Timeline {
  return { messages: new Map(), participants: new Map(), fromSeq: null };
}

export function conversationOf(room: RoomName): string | null {
  const [kind, id] = room.split(":");
  return (kind === "channel" || kind === "dm") && id ? id : null;
}

/** The entries of clocks by room; an object's keys have lost their type. */
function roomsOf(clocks: Bootstrap["clocks"]): [RoomName, number][] {
  const entries: [RoomName, number][] = [];
  for (const [room, clock] of Object.entries(clocks)) {
    if (clock !== undefined && isRoomName(room)) entries.push([room, clock]);
  }
  return entries;
}

function isRoomName(name: string): name is RoomName {
  return name === "workspace" || /^(channel|dm|user):/.test(name);
}
