import { asId, type MessageView, type UserId } from "@hallway/protocol";
import { describe, expect, test } from "vitest";
import { applyBootstrap } from "./apply-bootstrap.ts";
import { applyChanges } from "./apply-changes.ts";
import {
  buildBootstrap,
  buildConversation,
  buildMessage,
  buildParticipation,
} from "./testing/build-views.ts";
import { emptyTimeline, holdMessage } from "./timeline.ts";
import { needsRecount, unreadOf } from "./unread.ts";
import { selectTotals, selectUnread } from "./unread-of-state.ts";
import { initialState } from "./workspace-state.ts";

const me = asId<UserId>("me");
const mentionsMe = { userIds: [me], everyone: false };
const deleted = { deletedAt: "2026-11-22T10:00:00.000Z", text: "" };

/** Ten messages, counted by the server when the fifth was the newest: three of those unread, one a mention. */
const participation = buildParticipation({
  lastReadSeq: 2,
  unreadCount: 3,
  mentionCount: 1,
  countedSeq: 5,
  countedClock: 5,
});

function unread(
  messages: (Partial<MessageView> & { seq: number })[],
  { lastSeq = 10, pointer, kind }: { lastSeq?: number; pointer?: number; kind?: "dm" } = {},
) {
  const timeline = messages.map(buildMessage).reduce(holdMessage, emptyTimeline);
  const conversation = buildConversation({ lastSeq, ...(kind && { kind }) });
  return unreadOf({ participation, conversation, timeline, me, pointer });
}

describe("what is unread", () => {
  test.each<[string, (Partial<MessageView> & { seq: number })[], object]>([
    ["is what the server counted", [], { unread: 3, mentions: 1 }],
    ["and one more for each that came later", [{ seq: 6 }, { seq: 7 }], { unread: 5, mentions: 1 }],
    ["without mine", [{ seq: 6, authorId: me }], { unread: 3 }],
    ["without what the product says itself", [{ seq: 6, kind: "system" }], { unread: 3 }],
    ["with what bots say", [{ seq: 6, kind: "bot" }], { unread: 4 }],
    ["without one that came and was deleted", [{ seq: 6, tick: 9, ...deleted }], { unread: 3 }],
    ["with one that came and was edited", [{ seq: 6, tick: 9, editedAt: "now" }], { unread: 4 }],
    [
      "one less for a counted one that was deleted",
      [{ seq: 4, tick: 9, ...deleted }],
      { unread: 2 },
    ],
    [
      "not less for one that was deleted before counting",
      [{ seq: 4, tick: 5, ...deleted }],
      { unread: 3 },
    ],
    ["not less for mine", [{ seq: 4, tick: 9, authorId: me, ...deleted }], { unread: 3 }],
    ["not less for one I had read", [{ seq: 2, tick: 9, ...deleted }], { unread: 3 }],
    ["not more for one that was edited", [{ seq: 4, tick: 9, editedAt: "now" }], { unread: 3 }],
    ["a mention more", [{ seq: 6, mentions: mentionsMe }], { mentions: 2 }],
    [
      "a mention of everyone more",
      [{ seq: 6, mentions: { userIds: [], everyone: true } }],
      { mentions: 2 },
    ],
    [
      "a mention less",
      [{ seq: 4, tick: 9, mentions: mentionsMe, ...deleted }],
      { unread: 2, mentions: 0 },
    ],
  ])("%s", (...[, messages, expected]) => {
    expect(unread(messages)).toMatchObject(expected);
  });

  test("in a direct message is all for me", () => {
    expect(unread([{ seq: 6 }, { seq: 7 }], { kind: "dm" })).toMatchObject({ mentions: 3 });
  });

  test("begins with the first that counts", () => {
    const messages = [{ seq: 3, authorId: me }, { seq: 4, kind: "system" as const }, { seq: 5 }];
    expect(unread(messages).firstUnreadSeq).toBe(5);
    expect(unread([]).firstUnreadSeq).toBe(3);
  });

  test("is nothing when the pointer is at the end", () => {
    expect(unread([{ seq: 6 }], { pointer: 10 })).toEqual({
      unread: 0,
      mentions: 0,
      firstUnreadSeq: null,
    });
  });

  test("follows my pointer at once: exactly where all is held", () => {
    const held = [3, 4, 5, 6, 7, 8, 9, 10].map((seq) => ({ seq }));
    expect(unread(held, { pointer: 7 })).toMatchObject({ unread: 3, firstUnreadSeq: 8 });
    expect(unread(held, { pointer: 2 })).toMatchObject({ unread: 8 });
  });

  test("follows my pointer as well as can be known where not all is held", () => {
    expect(unread([{ seq: 3 }, { seq: 6 }], { pointer: 3 })).toMatchObject({ unread: 3 });
    expect(unread([{ seq: 2 }, { seq: 3 }], { pointer: 1 })).toMatchObject({ unread: 4 });
  });
});

describe("counts that can't be derived any more", () => {
  const state = applyBootstrap(
    initialState,
    buildBootstrap({
      conversations: [buildConversation({ lastSeq: 5, clock: 5 })],
      participations: [participation],
      clocks: { workspace: 1, "user:me": 1, "channel:general": 5 },
    }),
  );

  test("are those of a room whose newer messages are not all held", () => {
    expect(needsRecount(state, "general")).toBe(false);
    const conversation = { ...buildConversation({ lastSeq: 8, clock: 8 }) };
    const moved = applyChanges(state, {
      room: "channel:general",
      from: 5,
      to: 8,
      changes: [{ kind: "conversation", data: conversation }],
    });
    expect(needsRecount(moved, "general")).toBe(true);
  });

  test("are those made before a reset", () => {
    const room = "channel:general" as const;
    const reset = { room, from: 0, to: 9, changes: [], reset: true as const };
    const after = applyChanges(state, reset);
    expect(needsRecount(after, "general")).toBe(true);
    const counted = buildParticipation({ ...participation, countedClock: 9 });
    const recounted = applyChanges(state, {
      ...reset,
      changes: [{ kind: "participation", data: counted }],
    });
    expect(needsRecount(recounted, "general")).toBe(false);
  });
});

describe("over a whole workspace", () => {
  const quiet = buildConversation({ id: asId("quiet"), name: "quiet", lastSeq: 4 });
  const old = buildConversation({ id: asId("old"), name: "old", lastSeq: 4, archivedAt: "then" });
  const counted = { unreadCount: 2, mentionCount: 1, countedSeq: 4, countedClock: 1 };
  const state = applyBootstrap(
    initialState,
    buildBootstrap({
      conversations: [buildConversation({ lastSeq: 4 }), quiet, old],
      participations: [
        buildParticipation(counted),
        buildParticipation({ ...counted, conversationId: quiet.id, muted: true }),
        buildParticipation({ ...counted, conversationId: old.id }),
      ],
    }),
  );

  test("conversations are counted without muted and archived ones, mentions also in muted ones", () => {
    expect(selectTotals(state)).toEqual({ unread: 1, mentions: 2 });
  });

  test("answers are the same objects while nothing changes", () => {
    const typed = { ...state, drafts: new Map([["general", { text: "x", picks: [] }]]) };
    expect(selectTotals(typed)).toBe(selectTotals(state));
    expect(selectUnread(typed, "general")).toBe(selectUnread(state, "general"));
  });
});
