import type {
  Bootstrap,
  Clocks,
  ErrorView,
  MessageView,
  RoomChanges,
  RoomName,
  SyncAnswer,
} from "@hallway/protocol";
import { asId, toAbilities, type UserId } from "@hallway/protocol";
import type { ModelConversation } from "./model-room.ts";
import type { ModelServer } from "./model-server.ts";

/** Changes of one room in one answer; beyond them the room is reset. Small, so that tests get there. */
export const MODEL_SYNC_LIMIT = 40;

export function bootstrapFor(server: ModelServer, userId: string): Bootstrap {
  const member = server.members.get(userId);
  if (!member) throw new Error(`${userId} is nobody here`);
  const mine = roomsOf(server, userId);
  const clocks: Clocks = { workspace: server.workspaceClock };
  clocks[`user:${userId}`] = server.userClocks.get(userId) ?? 0;
  for (const conversation of mine) clocks[conversation.room] = conversation.clock;
  return structuredClone({
    epoch: server.epoch,
    me: {
      userId: asId<UserId>(userId),
      name: userId,
      email: `${userId}@example.com`,
      role: member.role,
      can: toAbilities(member.role, server.workspace.policy),
    },
    workspace: server.workspace,
    members: [...server.members.values()],
    conversations: mine.map((conversation) => conversation.view()),
    participations: mine.map((conversation) => conversation.participation(userId)),
    clocks,
    presence: {},
  });
}

export function syncFor(
  server: ModelServer,
  userId: string,
  asked: { epoch: string; clocks: Clocks },
): SyncAnswer {
  if (asked.epoch !== server.epoch) return { epoch: server.epoch, rooms: [] };
  const { clocks } = asked;
  const mine = roomsOf(server, userId);
  const rooms = [
    workspaceSince(server, clocks.workspace),
    userSince(server, userId, clocks[`user:${userId}`]),
    ...mine.map((room) => conversationSince(room, userId, clocks[room.room])),
    ...goneRooms([...mine.map(({ room }) => room), "workspace", `user:${userId}`], clocks),
  ];
  const moved = rooms.filter(({ room, to, gone }) => gone || clocks[room] !== to);
  return structuredClone({ epoch: server.epoch, rooms: moved });
}

/** A page of messages in the form of `message:list`, or why there is none. */
export function pageFor(
  server: ModelServer,
  userId: string,
  asked: {
    conversationId: string;
    before?: number;
    after?: number;
    around?: unknown;
    limit: number;
  },
): { messages: MessageView[]; hasOlder: boolean; hasNewer: boolean; clock: number } | ErrorView {
  const conversation = server.conversations.get(asked.conversationId);
  if (!conversation || (conversation.isPrivate && !conversation.has(userId))) {
    return { code: "not_found", message: "There is no such conversation." };
  }
  const { messages, clock } = conversation;
  const around =
    typeof asked.around === "string"
      ? messages.findIndex(({ id }) => id === asked.around) + 1
      : Number(asked.around ?? 0);
  let start = Math.max(0, (asked.before ?? messages.length + 1) - 1 - asked.limit);
  let end = (asked.before ?? messages.length + 1) - 1;
  if (asked.after !== undefined) [start, end] = [asked.after, asked.after + asked.limit];
  if (around > 0) [start, end] = [Math.max(0, around - asked.limit / 2), around + asked.limit / 2];
  const page = messages.slice(start, end);
  return structuredClone({
    messages: page,
    hasOlder: start > 0,
    hasNewer: end < messages.length,
    clock,
  });
}

function workspaceSince(server: ModelServer, known: number | undefined): RoomChanges {
  const since = known ?? 0;
  const members = [...server.members.values()].filter(({ tick }) => tick > since);
  const entries = [...server.conversations.values()].filter(
    ({ directoryTick }) => directoryTick > since,
  );
  return {
    room: "workspace",
    from: since,
    to: server.workspaceClock,
    changes: [
      ...members.map((data) => ({ kind: "member" as const, data })),
      ...entries.map((entry) =>
        entry.isPrivate
          ? {
              kind: "conversation-hidden" as const,
              data: { id: entry.id, clock: entry.clock },
            }
          : { kind: "conversation" as const, data: entry.view() },
      ),
      ...(server.workspace.tick > since
        ? [{ kind: "workspace" as const, data: server.workspace }]
        : []),
    ],
  };
}

function userSince(server: ModelServer, userId: string, known: number | undefined): RoomChanges {
  const since = known ?? 0;
  const changed = [...server.conversations.values()].filter(
    ({ seats }) => (seats.get(userId)?.participationTick ?? 0) > since,
  );
  return {
    room: `user:${userId}`,
    from: since,
    to: server.userClocks.get(userId) ?? 0,
    changes: changed.map((room) => ({ kind: "participation", data: room.participation(userId) })),
  };
}

function conversationSince(
  conversation: ModelConversation,
  userId: string,
  known: number | undefined,
): RoomChanges {
  const { room, clock: to } = conversation;
  const changes = conversation.changesSince(known ?? 0);
  const isReset = known === undefined || known > to || changes.length > MODEL_SYNC_LIMIT;
  if (!isReset) return { room, from: known, to, changes };
  return {
    room,
    from: 0,
    to,
    reset: true,
    changes: [
      { kind: "conversation", data: conversation.view() },
      { kind: "participation", data: conversation.participation(userId) },
    ],
  };
}

function goneRooms(mine: readonly string[], clocks: Clocks): RoomChanges[] {
  return Object.keys(clocks)
    .filter((name) => !mine.includes(name))
    .map((name) => ({ room: toRoom(name), from: 0, to: 0, changes: [], gone: true as const }));
}

function toRoom(name: string): RoomName {
  if (name.startsWith("user:")) return `user:${name.slice(5)}`;
  return name.startsWith("dm:") ? `dm:${name.slice(3)}` : `channel:${name.slice(8)}`;
}

function roomsOf(server: ModelServer, userId: string): ModelConversation[] {
  return [...server.conversations.values()].filter((conversation) => conversation.has(userId));
}
