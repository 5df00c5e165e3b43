import { asId, type ConversationId, type MessageId, type UserId } from "@hallway/protocol";
import { expect, test } from "vitest";
import type { PendingMessage } from "../../state/pending.ts";
import { buildMessage } from "../../state/testing/build-views.ts";
import { lastToEdit } from "./last-to-edit.ts";

const mine = buildMessage({ seq: 1 });
const theirs = buildMessage({ seq: 2, authorId: asId<UserId>("bob") });
const mayEdit = ({ authorId }: { authorId: string }) => authorId === "ada";

function pending(status: PendingMessage["status"]): PendingMessage {
  return {
    id: asId<MessageId>("new"),
    conversationId: asId<ConversationId>("general"),
    text: "just written",
    createdAt: "2026-11-22T09:00:00.000Z",
    status,
    error: null,
  };
}

test.each([
  ["my newest that the server has", { messages: [mine, theirs] }, mine.id],
  ["nothing of others", { messages: [theirs] }, null],
  ["what is on its way", { messages: [mine], pending: [pending("waiting")] }, "new"],
  ["nothing older while offline", { pending: [pending("waiting")], live: false }, null],
  ["nothing of an older part that is on screen", { hasNewer: true }, null],
  ["what was sent before one that was refused", { pending: [pending("failed")] }, mine.id],
])("up opens %s", (_what, given, id) => {
  const all = { messages: [mine], pending: [], live: true, hasNewer: false, mayEdit };
  expect(lastToEdit({ ...all, ...given })).toBe(id);
});
