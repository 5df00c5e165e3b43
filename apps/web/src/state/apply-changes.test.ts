import { asId, type Change, type RoomChanges } from "@hallway/protocol";
import { describe, expect, test } from "vitest";
import { applyBootstrap } from "./apply-bootstrap.ts";
import { applyChanges, applyThings } from "./apply-changes.ts";
import { applyPage } from "./apply-page.ts";
import { clocksToSync, isMissingSomething } from "./catching-up.ts";
import type { PendingMessage } from "./pending.ts";
import { selectTimeline } from "./shown-timeline.ts";
import {
  buildBootstrap,
  buildConversation,
  buildMember,
  buildMessage,
  buildParticipation,
  GENERAL,
} from "./testing/build-views.ts";
import { trimTimeline } from "./trim-timeline.ts";
import { initialState, type WorkspaceState } from "./workspace-state.ts";

const room = "channel:general" as const;
const start = applyBootstrap(initialState, buildBootstrap());

/** One message a tick, so that the message of seq n has tick n + 1. */
function sent(seq: number, to = seq + 1): RoomChanges {
  const data = buildMessage({ seq, tick: to });
  return { room, from: to - 1, to, changes: [{ kind: "message", data }] };
}

function after(...all: RoomChanges[]): WorkspaceState {
  return all.reduce(applyChanges, start);
}

function things(...changes: Change[]): WorkspaceState {
  return applyThings(start, changes);
}

function held(state: WorkspaceState): number[] {
  return (state.messages.get("general")?.runs ?? []).flat().map(({ seq }) => seq);
}

describe("the first picture", () => {
  test("is everything, and ready", () => {
    expect(start).toMatchObject({ epoch: "e1", loading: { phase: "ready" } });
    expect([...start.members.keys()]).toEqual(["me", "ada"]);
    expect(start.clocks.get(room)).toEqual({ clock: 1, ahead: [] });
    expect(start.presence.get("ada")).toBe("active");
    expect(isMissingSomething(start)).toBe(false);
  });

  test("of another database drops what was held and keeps what I wrote", () => {
    const drafts = new Map([["general", { text: "unsent", picks: [] }]]);
    const before = { ...after(sent(1)), drafts };
    const next = applyBootstrap(before, buildBootstrap({ epoch: asId("e2") }));
    expect(held(next)).toEqual([]);
    expect(next.drafts).toBe(drafts);
    expect(next.epoch).toBe("e2");
  });

  test("of a state that fell behind drops what it can't vouch for, and what I am no longer in", () => {
    const other = buildConversation({ id: asId("other"), private: true });
    const mine = buildParticipation({ conversationId: other.id });
    const both = applyThings(after(sent(1)), [
      { kind: "conversation", data: other },
      { kind: "participation", data: mine },
    ]);
    const clocks = { workspace: 1, "user:me": 2, [room]: 5 } as const;
    const next = applyBootstrap(both, buildBootstrap({ clocks }));
    expect(held(next)).toEqual([]);
    expect(next.conversations.has("other")).toBe(false);
    expect(next.clocks.get(room)?.clock).toBe(5);
  });
});

describe("changes of a room", () => {
  test("are applied, and the clock follows", () => {
    const state = after(sent(1), sent(2));
    expect(held(state)).toEqual([1, 2]);
    expect(state.clocks.get(room)).toEqual({ clock: 3, ahead: [] });
  });

  test("that come too early are applied and leave a hole until the missing ones come", () => {
    const early = after(sent(2));
    expect(held(early)).toEqual([2]);
    expect(isMissingSomething(early)).toBe(true);
    const whole = applyChanges(early, sent(1));
    expect(isMissingSomething(whole)).toBe(false);
    expect(whole.clocks.get(room)?.clock).toBe(3);
  });

  test("that come again change nothing, not one object", () => {
    const state = after(sent(1));
    const again = applyChanges(state, sent(1));
    expect(again.messages).toBe(state.messages);
    expect(again.clocks).toBe(state.clocks);
  });

  test("leave every other slice the same object", () => {
    const state = after(sent(1));
    for (const slice of ["members", "participations", "drafts", "typing", "workspace"] as const) {
      expect(state[slice]).toBe(start[slice]);
    }
  });

  test("of the newest message move the conversation's end", () => {
    expect(after(sent(1), sent(2)).conversations.get("general")).toMatchObject({
      lastSeq: 2,
      lastMessageAt: "2026-11-22T09:00:00.000Z",
    });
  });

  test("never move the conversation's end back, whatever order they come in", () => {
    const view: Change = {
      kind: "conversation",
      data: buildConversation({ lastSeq: 1, clock: 2 }),
    };
    const renamed = { room, from: 3, to: 4, changes: [view] };
    expect(after(sent(1), sent(2), renamed).conversations.get("general")?.lastSeq).toBe(2);
  });

  test("with a message of mine settle it in the outbox and end its author's typing", () => {
    const waiting: PendingMessage = {
      id: "m1",
      conversationId: "general",
      text: "hi",
      createdAt: "now",
      status: "waiting",
      error: null,
    };
    const typing = new Map([["general", new Set(["ada", "bob"])]]);
    const before = { ...start, pending: new Map([["general", [waiting]]]), typing };
    const state = applyChanges(before, sent(1));
    expect(state.pending.size).toBe(0);
    expect([...(state.typing.get("general") ?? [])]).toEqual(["bob"]);
  });

  test("of a room I do not know yet are kept, and the rest is asked for", () => {
    const mine = buildParticipation({ conversationId: asId("new") });
    const state = applyThings(
      applyChanges(start, {
        room: "channel:new",
        from: 7,
        to: 9,
        changes: [{ kind: "conversation", data: buildConversation({ id: asId("new"), clock: 9 }) }],
      }),
      [{ kind: "participation", data: mine }],
    );
    expect(isMissingSomething(state)).toBe(true);
    expect(clocksToSync(state, [])).not.toContainEqual(["channel:new", expect.anything()]);
  });
});

describe("a reset", () => {
  const reset: RoomChanges = { room, from: 0, to: 40, changes: [], reset: true };

  test("drops what is older and keeps what came after it", () => {
    const state = after(sent(1), sent(50, 45), reset);
    expect(held(state)).toEqual([50]);
    expect(state.clocks.get(room)).toEqual({ clock: 40, ahead: [{ from: 44, to: 45 }] });
    expect(selectTimeline(state, "general").phase).toBe("loading");
  });

  test("makes older pages void", () => {
    const page = { messages: [buildMessage({ seq: 1 })], hasOlder: false, hasNewer: false };
    const state = after(sent(1), reset);
    expect(applyPage(state, "general", { page: { ...page, clock: 39 } })).toBeNull();
    const fresh = applyPage(state, "general", { page: { ...page, clock: 40 } });
    expect(fresh && selectTimeline(fresh, "general").phase).toBe("ready");
  });

  test("of the workspace's room drops the people, not me", () => {
    const state = after({ room: "workspace", from: 0, to: 9, changes: [], reset: true });
    expect([...state.members.keys()]).toEqual(["me"]);
  });
});

describe("a conversation I am no longer in", () => {
  const drafts = new Map([["general", { text: "unsent", picks: [] }]]);
  const left: Change = {
    kind: "participation",
    data: buildParticipation({ leftAt: "2026-11-22T09:00:00.000Z", tick: 2 }),
  };
  const privately = buildBootstrap({ conversations: [buildConversation({ private: true })] });

  test.each<[string, (state: WorkspaceState) => WorkspaceState]>([
    [
      "because sync says so",
      (state) => applyChanges(state, { room, from: 0, to: 0, changes: [], gone: true }),
    ],
    ["because I left", (state) => applyThings(state, [left])],
  ])("%s is forgotten, with draft and messages", (...[, leave]) => {
    const inside = { ...applyChanges(applyBootstrap(initialState, privately), sent(1)), drafts };
    const state = leave(inside);
    expect(state.conversations.has("general")).toBe(false);
    expect([held(state), state.drafts.size, state.clocks.has(room)]).toEqual([[], 0, false]);
    const late = applyChanges(state, sent(2));
    expect([held(late), late.clocks.has(room)]).toEqual([[], false]);
    const older: Change = { kind: "participation", data: buildParticipation({ tick: 1 }) };
    expect(applyThings(late, [older]).participations.get("general")?.leftAt).not.toBeNull();
  });

  test("stays in the directory while it is public, but not for guests", () => {
    expect(things(left).conversations.has("general")).toBe(true);
    const asGuest = applyBootstrap(
      initialState,
      buildBootstrap({ members: [buildMember("me", { role: "guest" })] }),
    );
    expect(applyThings(asGuest, [left]).conversations.has("general")).toBe(false);
  });

  test("comes back with a newer participation, and is asked for", () => {
    const back: Change = { kind: "participation", data: buildParticipation({ tick: 3 }) };
    const state = things(left, back);
    expect(state.participations.get("general")?.leftAt).toBeNull();
    expect(isMissingSomething(state)).toBe(true);
  });
});

describe("a channel that leaves the directory", () => {
  const other = buildConversation({ id: asId("other"), clock: 4 });
  const shown: Change = { kind: "conversation", data: other };
  const hidden: Change = { kind: "conversation-hidden", data: { id: other.id, clock: 6 } };
  const again: Change = { kind: "conversation", data: { ...other, clock: 8 } };

  test.each<[string, Change[], boolean]>([
    ["is forgotten", [shown, hidden], false],
    ["stays forgotten when its older view comes late", [hidden, shown], false],
    ["is shown when it comes back", [shown, hidden, again], true],
    ["is shown when its hiding comes late", [again, hidden], true],
  ])("%s", (...[, changes, isShown]) => {
    expect(things(...changes).conversations.has("other")).toBe(isShown);
  });

  test("is kept by those in it", () => {
    const state = things({ kind: "conversation-hidden", data: { id: GENERAL, clock: 9 } });
    expect(state.conversations.has("general")).toBe(true);
  });
});

describe("trimming", () => {
  const ten = Array.from({ length: 10 }, (_, index) => sent(index + 1));

  test("keeps the newest, and what unread is counted from", () => {
    expect(held(trimTimeline(after(...ten), "general", 3))).toHaveLength(10);
    const read = buildParticipation({ lastReadSeq: 5, tick: 2 });
    const state = applyThings(after(...ten), [{ kind: "participation", data: read }]);
    expect(held(trimTimeline(state, "general", 3))).toEqual([6, 7, 8, 9, 10]);
  });

  test("waits while something is missing", () => {
    const read = buildParticipation({ lastReadSeq: 99, tick: 2 });
    const state = applyThings(after(...ten, sent(12)), [{ kind: "participation", data: read }]);
    expect(held(trimTimeline(state, "general", 3))).toHaveLength(11);
  });
});

test("my rooms are named with their clocks, the open ones first", () => {
  const other = buildConversation({ id: asId("other"), kind: "dm" });
  const mine = buildParticipation({ conversationId: other.id });
  const clocks = { workspace: 1, "user:me": 1, [room]: 1, "dm:other": 3 } as const;
  const state = applyBootstrap(
    initialState,
    buildBootstrap({
      conversations: [buildConversation(), other],
      participations: [buildParticipation(), mine],
      clocks,
    }),
  );
  expect(clocksToSync(state, ["other"])).toEqual([
    ["workspace", 1],
    ["user:me", 1],
    ["dm:other", 3],
    [room, 1],
  ]);
});
