import {
  asId,
  type Change,
  type ConversationId,
  type UserId,
  type WorkspaceId,
} from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import { expect, test } from "vitest";
import { type BusMessage, decodeMessage, encodeMessage, isOf } from "./bus-message.ts";

const workspaceId = asId<WorkspaceId>(uuidv7());
const conversationId = asId<ConversationId>(uuidv7());
const userId = asId<UserId>(uuidv7());
const channel = { kind: "channel" as const, workspaceId, id: conversationId };
const hidden: Change = { kind: "conversation-hidden", data: { id: conversationId, clock: 4 } };

const messages: BusMessage[] = [
  {
    kind: "committed",
    steps: [
      { room: channel, from: 3, to: 4, changes: [hidden], leaves: [userId], enters: [] },
      {
        room: { kind: "user", workspaceId, id: uuidv7(), userId },
        from: 0,
        to: 1,
        changes: [],
        leaves: [],
        enters: [],
      },
    ],
    endings: [
      {
        refusal: { code: "unauthenticated", message: "Signed out." },
        userId,
        workspaceId,
        sessionIds: [uuidv7()],
        adminOnly: true,
      },
    ],
    audits: [],
  },
  {
    kind: "clocks",
    clocks: [{ room: { kind: "workspace", workspaceId, id: workspaceId }, clock: 9 }],
  },
  { kind: "typing", room: channel, conversationId, userId },
  { kind: "people", people: [{ workspaceId, userId, status: "away" }], all: true, revision: 3 },
  { kind: "who-is-here" },
  { kind: "bye" },
];

test.each(messages)("$kind arrives as it was told", (message) => {
  expect(decodeMessage(encodeMessage("a", message))).toEqual({ node: "a", message });
});

test.each([...messages, null])("whose it is is seen without reading it", (message) => {
  const text = encodeMessage("mine", message);
  expect(decodeMessage(text)?.node).toBe("mine");
  expect(isOf("mine", text)).toBe(true);
  expect(isOf("min", text)).toBe(false);
  expect(isOf("yours", text)).toBe(false);
});

test("an echo has no message", () => {
  expect(decodeMessage(encodeMessage("a", null))).toEqual({ node: "a", message: null });
});

test("of a newer node's commit what is known here is taken, and its ticks are kept", () => {
  const step = { room: channel, from: 3, to: 5, leaves: [], enters: [], later: "field" };
  const newer = { kind: "poll", data: { id: uuidv7() } };
  const message = {
    kind: "committed",
    steps: [{ ...step, changes: [newer, hidden] }],
    endings: [],
    audits: [],
  };
  expect(decodeMessage(JSON.stringify({ v: 1, node: "new", message }))).toMatchObject({
    message: { steps: [{ from: 3, to: 5, changes: [hidden] }] },
  });
});

test.each([
  "",
  "{",
  "null",
  "[]",
  '"text"',
  '{"v":1}',
  '{"v":2,"node":"a","message":{"kind":"bye"}}',
  '{"v":1,"node":7,"message":null}',
])("%j is no envelope", (text) => {
  expect(decodeMessage(text)).toBeNull();
});

test.each([
  { kind: "from-the-future" },
  { kind: "typing", room: { ...channel, id: "x" }, conversationId, userId },
  { kind: "committed", steps: [{ room: null }], endings: [], audits: [] },
  { kind: "people", people: [{ workspaceId, userId, status: "dancing" }], all: true, revision: 1 },
  { kind: "clocks", clocks: [{ room: channel, clock: "9" }] },
])("a message of an unknown form says only that its node lives", (message) => {
  expect(decodeMessage(JSON.stringify({ v: 1, node: "a", message }))).toEqual({
    node: "a",
    message: null,
  });
});
