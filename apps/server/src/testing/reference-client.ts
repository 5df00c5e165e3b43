import type {
  Bootstrap,
  Change,
  ClockHint,
  ConversationId,
  ConversationView,
  MemberView,
  MessageView,
  ParticipationView,
  RoomChanges,
  RoomName,
  SyncAnswer,
  UserId,
} from "@hallway/protocol";
import { emptyStore, isIn, type Store } from "./reference-store.ts";
import { type Held, toHeld } from "./reference-view.ts";

/**
 * What a client holds of a workspace, by the rules of docs/sync.md and nothing else: of each thing the newest version,
 * of each room the clock. Written apart from the web client, so that the two can't share a mistake.
 */
export interface ReferenceClient {
  readonly userId: UserId;
  readonly clocks: ReadonlyMap<RoomName, number>;
  /** Something is known to be missing: ask for `sync`. */
  isBehind(): boolean;
  /** Conversations that are to be loaded afresh. */
  unloaded(): ConversationId[];
  start(bootstrap: Bootstrap): void;
  /** The one function for what came live and what came by `sync`. */
  apply(changes: RoomChanges): void;
  applySync(answer: SyncAnswer): void;
  /** A room's clock as it was hinted: whoever has less has missed something. */
  hint(hint: ClockHint): void;
  /** All the messages of a conversation that was to be loaded. */
  load(id: ConversationId, messages: readonly MessageView[]): void;
  held(): Held;
}

export function createReferenceClient(userId: UserId): ReferenceClient {
  const store = emptyStore();
  return {
    userId,
    clocks: store.clocks,
    isBehind: () => store.behind,
    unloaded: () => [...store.unloaded],
    start: (bootstrap) => startWith(store, bootstrap),
    apply: (changes) => applyRoom(store, userId, changes),
    applySync({ rooms }) {
      store.behind = false;
      for (const changes of rooms) applyRoom(store, userId, changes);
    },
    hint({ room, to }) {
      if (to > (store.clocks.get(room) ?? to)) store.behind = true;
    },
    load(id, messages) {
      store.unloaded.delete(id);
      for (const data of messages) applyChange(store, userId, { kind: "message", data });
    },
    held: () => toHeld(store, userId),
  };
}

/** Forgets whatever was held and starts with what there is now. */
function startWith(store: Store, bootstrap: Bootstrap): void {
  for (const held of Object.values(store)) {
    if (held instanceof Map || held instanceof Set) held.clear();
  }
  store.workspace = bootstrap.workspace;
  for (const member of bootstrap.members) store.members.set(member.userId, member);
  for (const view of bootstrap.conversations) {
    store.conversations.set(view.id, view);
    store.unloaded.add(view.id);
  }
  for (const mine of bootstrap.participations) store.participations.set(mine.conversationId, mine);
  for (const [room, clock = 0] of Object.entries(bootstrap.clocks)) {
    store.clocks.set(room as RoomName, clock);
  }
  store.clocks.set("workspace", 0);
  store.behind = true;
}

function applyRoom(store: Store, me: UserId, changes: RoomChanges): void {
  const { room, from, to, reset, gone } = changes;
  if (gone || reset) forget(store, room);
  if (gone) return;
  if (reset) {
    store.clocks.set(room, to);
    const id = conversationOf(room);
    if (id) store.unloaded.add(id);
  } else {
    const known = store.clocks.get(room);
    if (known === undefined || to <= known) return;
    if (from > known) store.behind = true;
    else store.clocks.set(room, to);
  }
  for (const change of changes.changes) applyChange(store, me, change);
}

function applyChange(store: Store, me: UserId, change: Change): void {
  switch (change.kind) {
    case "message":
      keepNewer(store.messages, change.data.id, { data: change.data, version: byTick });
      break;
    case "conversation": {
      const version = ({ clock }: ConversationView) => clock;
      keepNewer(store.conversations, change.data.id, { data: change.data, version });
      break;
    }
    case "conversation-hidden": {
      const { id, clock } = change.data;
      store.hiddenAt.set(id, Math.max(clock, store.hiddenAt.get(id) ?? 0));
      break;
    }
    case "participant": {
      const key = `${change.data.conversationId} ${change.data.userId}`;
      keepNewer(store.participants, key, { data: change.data, version: byTick });
      break;
    }
    case "participation":
      applyParticipation(store, change.data);
      break;
    case "member":
      applyMember(store, me, change.data);
      break;
    case "workspace":
      if (change.data.tick >= (store.workspace?.tick ?? 0)) store.workspace = change.data;
      break;
  }
}

function applyParticipation(store: Store, data: ParticipationView): void {
  const known = store.participations.get(data.conversationId);
  const isOlder =
    known &&
    (known.tick > data.tick ||
      (known.tick === data.tick && known.countedClock > data.countedClock));
  if (isOlder) return;
  store.participations.set(data.conversationId, data);
  const rooms = [`channel:${data.conversationId}`, `dm:${data.conversationId}`] as const;
  if (data.leftAt) for (const room of rooms) forget(store, room);
  else if (!rooms.some((room) => store.clocks.has(room))) store.behind = true;
}

/** Whoever becomes a guest or stops being one starts the workspace's room, and with it the directory, afresh. */
function applyMember(store: Store, me: UserId, data: MemberView): void {
  const before = store.members.get(data.userId);
  keepNewer(store.members, data.userId, { data, version: byTick });
  const after = store.members.get(data.userId);
  if (data.userId !== me || (before?.role === "guest") === (after?.role === "guest")) return;
  for (const id of store.conversations.keys()) {
    if (!isIn(store, id)) store.conversations.delete(id);
  }
  store.clocks.set("workspace", 0);
  store.behind = true;
}

function byTick({ tick }: { tick: number }): number {
  return tick;
}

function keepNewer<Key, Data>(
  map: Map<Key, Data>,
  key: Key,
  { data, version }: { data: Data; version: (data: Data) => number },
): void {
  const known = map.get(key);
  if (known === undefined || version(data) >= version(known)) map.set(key, data);
}

function forget(store: Store, room: RoomName): void {
  const id = conversationOf(room);
  if (!store.clocks.has(room) || !id) return;
  store.clocks.delete(room);
  store.unloaded.delete(id);
  for (const message of store.messages.values()) {
    if (message.conversationId === id) store.messages.delete(message.id);
  }
  for (const [key, participant] of store.participants) {
    if (participant.conversationId === id) store.participants.delete(key);
  }
}

function conversationOf(room: RoomName): ConversationId | null {
  const [kind, id] = room.split(":");
  return kind === "channel" || kind === "dm" ? ((id ?? "") as ConversationId) : null;
}
