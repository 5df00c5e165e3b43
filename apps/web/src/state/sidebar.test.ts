import { asId, type ConversationView, type ParticipationView } from "@hallway/protocol";
import { describe, expect, test } from "vitest";
import { applyBootstrap } from "./apply-bootstrap.ts";
import { applyThings } from "./apply-changes.ts";
import { conversationTitle } from "./conversation-title.ts";
import { createSidebarSelector, sidebarOf } from "./sidebar.ts";
import {
  buildBootstrap,
  buildConversation,
  buildMember,
  buildMessage,
  buildParticipation,
} from "./testing/build-views.ts";
import { initialState, type WorkspaceState } from "./workspace-state.ts";

type Room = Partial<ConversationView> & { mine?: Partial<ParticipationView> };

function workspaceWith(rooms: Record<string, Room>): WorkspaceState {
  const all = Object.entries(rooms);
  return applyBootstrap(
    initialState,
    buildBootstrap({
      conversations: all.map(([id, { mine: _, ...view }]) =>
        buildConversation({ id: asId(id), name: id, ...view }),
      ),
      participations: all.map(([id, { mine }]) =>
        buildParticipation({ conversationId: asId(id), ...mine }),
      ),
    }),
  );
}

describe("the sidebar", () => {
  test("has channels by name and direct messages by their newest", () => {
    const state = workspaceWith({
      random: {},
      general: {},
      old: { archivedAt: "then" },
      left: { mine: { leftAt: "then" } },
      dm1: { kind: "dm", lastMessageAt: "2026-11-20T00:00:00.000Z" },
      dm2: { kind: "dm", lastMessageAt: "2026-11-21T00:00:00.000Z" },
      dm3: { kind: "dm", createdAt: "2026-11-20T12:00:00.000Z" },
      star: { mine: { starred: true } },
      dmstar: { kind: "dm", mine: { starred: true } },
    });
    expect(sidebarOf(state)).toEqual({
      starred: ["star", "dmstar"],
      channels: ["general", "random"],
      directMessages: ["dm2", "dm3", "dm1"],
    });
  });

  test("is the same object while its order is the same", () => {
    const select = createSidebarSelector();
    const state = workspaceWith({ general: {}, random: {} });
    const before = select(state);
    const data = buildMessage({ seq: 1, conversationId: asId("random") });
    const after = applyThings(state, [{ kind: "message", data }]);
    expect(after.conversations).not.toBe(state.conversations);
    expect(select(after)).toBe(before);
    expect(select({ ...after, typing: new Map() })).toBe(before);
  });

  test("changes only the section that changed", () => {
    const select = createSidebarSelector();
    const state = workspaceWith({ general: {}, dm1: { kind: "dm" }, dm2: { kind: "dm" } });
    const before = select(state);
    const createdAt = "2026-11-23T00:00:00.000Z";
    const data = buildMessage({ seq: 1, conversationId: asId("dm2"), createdAt });
    const after = select(applyThings(state, [{ kind: "message", data }]));
    expect(after.channels).toBe(before.channels);
    expect(before.directMessages).toEqual(["dm1", "dm2"]);
    expect(after.directMessages).toEqual(["dm2", "dm1"]);
  });
});

describe("a conversation's title", () => {
  const members = new Map(
    [
      buildMember("me", { displayName: "Ada Okafor" }),
      buildMember("dana", { displayName: "Dana Levi" }),
      buildMember("goro", { displayName: "Goro Ito" }),
    ].map((member) => [String(member.userId), member]),
  );

  test.each<[Partial<ConversationView>, string]>([
    [{ name: "launch" }, "launch"],
    [{ kind: "dm", participantIds: [asId("me"), asId("dana")] }, "Dana Levi"],
    [
      { kind: "dm", participantIds: [asId("dana"), asId("me"), asId("goro")] },
      "Dana Levi, Goro Ito",
    ],
    [{ kind: "dm", participantIds: [asId("me")] }, "Ada Okafor (you)"],
    [{ kind: "dm", participantIds: [asId("me"), asId("gone")] }, "Someone"],
  ])("of %j is %s", (view, title) => {
    const conversation = buildConversation(view);
    expect(conversationTitle(conversation, { members, me: "me" })).toBe(title);
  });
});
