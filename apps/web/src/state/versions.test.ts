import { asId, type Change, type UserId } from "@hallway/protocol";
import { describe, expect, test } from "vitest";
import { applyBootstrap } from "./apply-bootstrap.ts";
import { applyThings } from "./apply-changes.ts";
import {
  buildBootstrap,
  buildConversation,
  buildMember,
  buildMessage,
  buildParticipation,
  buildWorkspace,
  GENERAL,
} from "./testing/build-views.ts";
import { emptyTimeline, messageAt } from "./timeline.ts";
import { initialState, type WorkspaceState } from "./workspace-state.ts";

const start = applyBootstrap(initialState, buildBootstrap());

function things(...changes: Change[]): WorkspaceState {
  return applyThings(start, changes);
}

describe("of each thing the newest version wins:", () => {
  test.each<[string, Change, Change, (state: WorkspaceState) => unknown]>([
    [
      "a member",
      { kind: "member", data: buildMember("ada", { tick: 5, title: "new" }) },
      { kind: "member", data: buildMember("ada", { tick: 4, title: "old" }) },
      (state) => state.members.get("ada")?.title,
    ],
    [
      "the workspace",
      { kind: "workspace", data: buildWorkspace({ tick: 5, name: "new" }) },
      { kind: "workspace", data: buildWorkspace({ tick: 4, name: "old" }) },
      (state) => state.workspace?.name,
    ],
    [
      "a conversation",
      { kind: "conversation", data: buildConversation({ clock: 5, topic: "new" }) },
      { kind: "conversation", data: buildConversation({ clock: 4, topic: "old" }) },
      (state) => state.conversations.get("general")?.topic,
    ],
    [
      "a participation by its tick",
      { kind: "participation", data: buildParticipation({ tick: 5, notify: "nothing" }) },
      { kind: "participation", data: buildParticipation({ tick: 4, countedClock: 99 }) },
      (state) => state.participations.get("general")?.notify === "nothing" && "new",
    ],
    [
      "a participation of one tick by its count",
      {
        kind: "participation",
        data: buildParticipation({ tick: 5, countedClock: 8, notify: "nothing" }),
      },
      { kind: "participation", data: buildParticipation({ tick: 5, countedClock: 7 }) },
      (state) => state.participations.get("general")?.notify === "nothing" && "new",
    ],
    [
      "a message",
      { kind: "message", data: buildMessage({ seq: 1, tick: 5, text: "new" }) },
      { kind: "message", data: buildMessage({ seq: 1, tick: 4, text: "old" }) },
      (state) => messageAt(state.messages.get("general") ?? emptyTimeline, 1)?.text,
    ],
    [
      "a participant",
      { kind: "participant", data: participant(5, null) },
      { kind: "participant", data: participant(4, "then") },
      (state) => state.participants.get("general")?.get("ada")?.leftAt === null && "new",
    ],
  ])("%s", (...[, newer, older, read]) => {
    expect(read(things(newer, older))).toBe("new");
    expect(read(things(older, newer))).toBe("new");
  });
});

function participant(tick: number, leftAt: string | null) {
  const userId = asId<UserId>("ada");
  return { conversationId: GENERAL, userId, joinedAt: "then", leftAt, tick };
}

describe("what I may do", () => {
  test("follows my role", () => {
    const state = things({ kind: "member", data: buildMember("me", { role: "admin", tick: 2 }) });
    expect(state.me).toMatchObject({ role: "admin", can: { administer: true, invite: true } });
  });

  test("follows the workspace's policy", () => {
    const { policy } = buildWorkspace();
    const data = buildWorkspace({ tick: 2, policy: { ...policy, invite: "members" } });
    expect(things({ kind: "workspace", data }).me?.can.invite).toBe(true);
  });
});
