import { describe, expect, test } from "vitest";
import { parseDraft } from "./drafts.ts";
import { countPending, heldBy, type PendingMessage, toPending } from "./pending.ts";
import { parseScrollPlace } from "./scroll-places.ts";

describe("a draft that was kept", () => {
  const pick = { label: "@Ada", token: "<@a>" };
  test.each([
    [
      { text: "hi", picks: [pick] },
      { text: "hi", picks: [pick] },
    ],
    [
      { text: "hi", picks: [pick, { label: 1 }, "x"] },
      { text: "hi", picks: [pick] },
    ],
    [{ text: "", picks: [] }, null],
    [{ text: "hi" }, null],
    [{ text: 3, picks: [] }, null],
    ["hi", null],
    [null, null],
  ])("%j is read as %j", (value, draft) => {
    expect(parseDraft(value)).toEqual(draft);
  });
});

describe("a place that was kept", () => {
  test.each([
    [{ atEnd: true }, { atEnd: true }],
    [
      { atEnd: false, seq: 3, offset: -12 },
      { atEnd: false, seq: 3, offset: -12 },
    ],
    [{ atEnd: false, seq: "3", offset: 0 }, null],
    [{ atEnd: false, seq: 3 }, null],
    [{}, null],
    [7, null],
    [null, null],
  ])("%j is read as %j", (value, place) => {
    expect(parseScrollPlace(value)).toEqual(place);
  });
});

test("pending messages are grouped by conversation in the order of writing", () => {
  const message = (id: string, conversationId: string): PendingMessage => ({
    id,
    conversationId,
    text: id,
    createdAt: "now",
    status: id === "3" ? "failed" : "waiting",
    error: null,
  });
  const all = [message("3", "a"), message("1", "a"), message("2", "b")];
  const ids = [...toPending(all)].map(([id, queue]) => [id, queue.map((one) => one.id)]);
  expect(ids).toEqual([
    ["a", ["1", "3"]],
    ["b", ["2"]],
  ]);
  expect(countPending(toPending(all).values())).toEqual({ waiting: 2, failed: 1 });
});

test("what stands behind a message that was put off is not on its way", () => {
  const queue = ["1", "2"].map(
    (id): PendingMessage => ({
      id,
      conversationId: "a",
      text: id,
      createdAt: "now",
      status: "waiting",
      error: id === "1" ? { code: "unavailable", message: "The disk is full." } : null,
    }),
  );
  expect(countPending([queue])).toEqual({ waiting: 0, failed: 0 });
  expect(heldBy(queue)?.message).toBe("The disk is full.");
  expect(countPending([queue.slice(1)])).toEqual({ waiting: 1, failed: 0 });
});
