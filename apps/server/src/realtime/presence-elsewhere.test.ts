import { asId, type PresenceStatus, type UserId, type WorkspaceId } from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createPeopleElsewhere, NODE_SILENT_MS } from "./presence-elsewhere.ts";

const workspaceId = asId<WorkspaceId>(uuidv7());
const [ann, ben] = [asId<UserId>(uuidv7()), asId<UserId>(uuidv7())];

let changed: UserId[];
const open = () => createPeopleElsewhere((_workspaceId, userId) => void changed.push(userId));

beforeEach(() => {
  changed = [];
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

function told(people: [UserId, PresenceStatus][], revision: number, all = false) {
  return {
    people: people.map(([userId, status]) => ({ workspaceId, userId, status })),
    revision,
    all,
  };
}

test("a person is as present as at the node where they are most", () => {
  const elsewhere = open();
  elsewhere.hear("a", told([[ann, "away"]], 1, true));
  expect(elsewhere.of(workspaceId, ann)).toBe("away");
  elsewhere.hear("b", told([[ann, "active"]], 1, true));
  expect(elsewhere.of(workspaceId, ann)).toBe("active");
  elsewhere.hear("b", told([[ann, "offline"]], 2));
  expect(elsewhere.of(workspaceId, ann)).toBe("away");
  elsewhere.hear("a", told([[ann, "offline"]], 2));
  expect(elsewhere.of(workspaceId, ann)).toBe("offline");
  expect([...elsewhere.in(workspaceId)]).toEqual([]);
});

test("what a node said before, and was missed here, is asked for", () => {
  const elsewhere = open();
  expect(elsewhere.hear("a", told([[ann, "active"]], 7))).toBe(false);
  expect(elsewhere.of(workspaceId, ann)).toBe("offline");
  expect(elsewhere.hear("a", told([[ann, "active"]], 7, true))).toBe(true);
  expect(elsewhere.hear("a", told([[ben, "active"]], 8))).toBe(true);
  expect(elsewhere.hear("a", told([[ann, "away"]], 10))).toBe(false);
  expect(elsewhere.hear("a", told([], 8))).toBe(true);
  expect(elsewhere.hear("a", told([], 9))).toBe(false);
});

test("all of a node's people replace those it had before", () => {
  const elsewhere = open();
  elsewhere.hear("a", told([[ann, "active"]], 1, true));
  changed = [];
  elsewhere.hear("a", told([[ben, "away"]], 5, true));
  expect(elsewhere.of(workspaceId, ann)).toBe("offline");
  expect(elsewhere.of(workspaceId, ben)).toBe("away");
  expect(changed.sort()).toEqual([ann, ben].sort());
});

test("a node that is silent for long is forgotten with its people; a heartbeat keeps it", () => {
  const elsewhere = open();
  elsewhere.hear("a", told([[ann, "active"]], 1, true));
  elsewhere.hear("b", told([[ben, "active"]], 1, true));
  vi.advanceTimersByTime(NODE_SILENT_MS - 1_000);
  elsewhere.hear("b", told([], 1));
  vi.advanceTimersByTime(2_000);
  changed = [];
  elsewhere.forgetSilent();
  expect(changed).toEqual([ann]);
  expect(elsewhere.of(workspaceId, ann)).toBe("offline");
  expect(elsewhere.of(workspaceId, ben)).toBe("active");
});
