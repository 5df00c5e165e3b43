import {
  asId,
  type Change,
  type ConversationId,
  type ConversationView,
  type MessageId,
  type MessageView,
  type ParticipationView,
  type RoomChanges,
  type UserId,
} from "@hallway/protocol";
import { describe, expect, test } from "vitest";
import { applyNewestPage, applyRoom, emptyStore, type Store, unloaded } from "./client-store.ts";
import { countUnread } from "./client-unread.ts";

const now = "2026-01-01T00:00:00.000Z";
const tea = asId<ConversationId>("tea");

function message(seq: number, more: Partial<MessageView> = {}): MessageView {
  return {
    ...{ id: asId<MessageId>(`m${seq}`), conversationId: tea, threadId: null, seq, tick: seq },
    ...{ authorId: asId<UserId>("ann"), kind: "text", text: `text ${seq}`, system: null },
    ...{ mentions: { userIds: [], everyone: false }, createdAt: now, editedAt: null },
    ...{ deletedAt: null, reactions: [], replyCount: 0, lastReplyAt: null, files: [] },
    ...more,
  };
}

function mine(more: Partial<ParticipationView> = {}): ParticipationView {
  return {
    ...{ conversationId: tea, lastReadSeq: 0, unreadCount: 0, mentionCount: 0, countedSeq: 0 },
    ...{ countedClock: 0, notify: "all", muted: false, starred: false, leftAt: null, tick: 1 },
    ...more,
  };
}

/** A device in `tea` whose clock there is at 2, with both messages. */
function device(): Store {
  const store = emptyStore();
  applyRoom(store, { room: "channel:tea", from: 0, to: 2, changes: [], reset: true });
  applyNewestPage(store, tea, { messages: [message(1), message(2)], hasOlder: false });
  store.participations.set(tea, mine());
  return store;
}

function brings(from: number, to: number, ...data: MessageView[]): RoomChanges {
  const changes = data.map((view): Change => ({ kind: "message", data: view }));
  return { room: "channel:tea", from, to, changes };
}

const textsOf = ({ timelines }: Store) =>
  [...(timelines.get(tea)?.messages.values() ?? [])].map(({ text }) => text);

describe("the device's store", () => {
  test("takes what comes next", () => {
    const store = device();
    expect(applyRoom(store, brings(2, 3, message(3)))).toEqual({
      isMissing: false,
      unknownRoom: false,
    });
    expect(store.clocks.get("channel:tea")).toBe(3);
    expect(textsOf(store)).toEqual(["text 1", "text 2", "text 3"]);
  });

  test("notices what is missing, and that it comes after all", () => {
    const store = device();
    expect(applyRoom(store, brings(3, 4, message(4))).isMissing).toBe(true);
    expect(store.clocks.get("channel:tea")).toBe(2);
    applyRoom(store, brings(2, 3, message(3)));
    expect(store.clocks.get("channel:tea")).toBe(4);
  });

  test("keeps the newer version of a message, in whatever order they come", () => {
    const store = device();
    applyRoom(store, brings(3, 4, message(1, { tick: 4, text: "newer" })));
    applyRoom(store, brings(2, 3, message(1, { tick: 3, text: "older" })));
    expect(textsOf(store)).toEqual(["newer", "text 2"]);
  });

  test("leaves out what it knows already", () => {
    const store = device();
    applyRoom(store, brings(0, 1, message(9, { tick: 1 })));
    expect(textsOf(store)).toEqual(["text 1", "text 2"]);
  });

  test("drops a room that starts afresh, and has it to load", () => {
    const store = device();
    applyRoom(store, { ...brings(0, 9), reset: true });
    expect(textsOf(store)).toEqual([]);
    expect(unloaded(store)).toEqual([tea]);
    expect(store.clocks.get("channel:tea")).toBe(9);
  });

  test.each([
    ["it is told gone", { ...brings(0, 0), gone: true as const }],
    [
      "its person has left",
      {
        ...{ room: "user:bob" as const, from: 0, to: 1 },
        changes: [{ kind: "participation" as const, data: mine({ tick: 2, leftAt: now }) }],
      },
    ],
  ])("forgets a room when %s", (_why, changes) => {
    const store = device();
    store.clocks.set("user:bob", 0);
    applyRoom(store, changes);
    expect(store.clocks.has("channel:tea")).toBe(false);
    expect([...store.timelines.keys()]).toEqual([]);
  });

  test("says when it is in a conversation whose room it does not have", () => {
    const store = emptyStore();
    store.clocks.set("user:bob", 0);
    const changes: Change[] = [{ kind: "participation", data: mine() }];
    expect(applyRoom(store, { room: "user:bob", from: 0, to: 1, changes }).unknownRoom).toBe(true);
  });
});

describe("unread is the counted, and what became known since", () => {
  const bob = asId<UserId>("bob");
  const counted = mine({ unreadCount: 2, mentionCount: 1, countedSeq: 2, countedClock: 5 });
  const kind: ConversationView["kind"] = "channel";
  test.each([
    ["a later message is one more", [message(3)], { unread: 3, mentions: 1 }],
    [
      "one that mentions me too",
      [message(3, { mentions: { userIds: [bob], everyone: false } })],
      { unread: 3, mentions: 2 },
    ],
    [
      "a counted one that was deleted since is one less",
      [message(1, { tick: 6, deletedAt: now })],
      { unread: 1, mentions: 1 },
    ],
    [
      "one that was deleted before the count is none",
      [message(1, { tick: 4, deletedAt: now })],
      { unread: 2, mentions: 1 },
    ],
    [
      "my own and the system's are none",
      [message(3, { authorId: bob }), message(4, { kind: "system" })],
      { unread: 2, mentions: 1 },
    ],
  ])("%s", (_what, messages, expected) => {
    expect(countUnread(counted, { messages, kind, me: "bob" })).toEqual(expected);
  });

  test("in a direct message each is a mention", () => {
    const unread = countUnread(counted, { messages: [message(3)], kind: "dm", me: "bob" });
    expect(unread).toEqual({ unread: 3, mentions: 2 });
  });
});
