import {
  asId,
  type ConversationId,
  type MessageId,
  type MessageView,
  type UserId,
} from "@hallway/protocol";
import { expect, test } from "vitest";
import type { PendingMessage } from "../../state/pending.ts";
import {
  momentOf,
  type Row,
  type RowsInput,
  rowOf,
  rowOfSeq,
  toRows,
  toWaitingMessages,
} from "./rows.ts";

const ann = asId<UserId>("00000000-0000-7000-8000-00000000000a");
const bob = asId<UserId>("00000000-0000-7000-8000-00000000000b");
const me = asId<UserId>("00000000-0000-7000-8000-00000000000c");

type Sketch = { by?: UserId; at?: string; kind?: "text" | "system"; deleted?: true };

function buildMessage(
  seq: number,
  { by = ann, at = "10:00", kind = "text", deleted }: Sketch = {},
): MessageView {
  const createdAt = `2026-11-${at.includes("T") ? at : `20T${at}`}:00.000`;
  return {
    id: asId<MessageId>(`m${seq}`),
    conversationId: asId<ConversationId>("c"),
    threadId: null,
    seq,
    authorId: by,
    kind,
    text: deleted ? "" : `text ${seq}`,
    system: null,
    mentions: { userIds: [], everyone: false },
    createdAt,
    editedAt: null,
    deletedAt: deleted ? createdAt : null,
    reactions: [],
    replyCount: 0,
    lastReplyAt: null,
    files: [],
    tick: seq,
  };
}

function buildPending(id: string, { message }: { message?: string } = {}): PendingMessage {
  return {
    id,
    conversationId: "c",
    text: id,
    createdAt: "2026-11-20T10:01:00.000",
    status: "waiting",
    error: message === undefined ? null : { code: "unavailable", message },
  };
}

function layOut(sketches: Sketch[], more: Partial<RowsInput> = {}): Row[] {
  const messages = sketches.map((sketch, at) => buildMessage(at + 1, sketch));
  return toRows({
    messages,
    waiting: [],
    hasOlder: false,
    hasNewer: false,
    readUpTo: null,
    me,
    ...more,
  });
}

/** A row in a word: `m1!` leads a group, `m2` follows in it. */
function drawn(rows: Row[]): string {
  return rows
    .map((row) =>
      row.kind === "day" ? "day" : `${row.key}${"lead" in row && row.lead ? "!" : ""}`,
    )
    .join(" ");
}

test.each<[string, Sketch[], string]>([
  ["one author in a row", [{}, { at: "10:04" }, { at: "10:09" }], "m1! m2 m3"],
  ["six minutes later", [{}, { at: "10:06" }], "m1! m2!"],
  ["another author", [{}, { by: bob }, {}], "m1! m2! m3!"],
  ["a deleted one among them", [{}, { deleted: true }, {}], "m1! m2 m3"],
  ["something happening between", [{}, { kind: "system" }, {}], "m1! m2 m3!"],
  ["midnight between", [{ at: "20T23:59" }, { at: "21T00:01" }], "m1! day m2!"],
])("groups: %s", (_, sketches, expected) => {
  expect(drawn(layOut(sketches))).toBe(`beginning day ${expected}`);
});

test.each<[string, Sketch[], number | null, string]>([
  ["in the middle of a group", [{}, {}, {}], 1, "m1! unread m2! m3"],
  ["nowhere when all is read", [{}, {}], null, "m1! m2"],
  ["not before my own", [{}, { by: me }, { by: bob }], 1, "m1! m2! unread m3!"],
  [
    "not before what merely happened",
    [{}, { kind: "system" }, { by: bob }],
    1,
    "m1! m2 unread m3!",
  ],
  ["nowhere when only mine came", [{}, { by: me }], 1, "m1! m2!"],
])("the line where reading stopped: %s", (...[, sketches, readUpTo, expected]) => {
  expect(drawn(layOut(sketches, { readUpTo }))).toBe(`beginning day ${expected}`);
});

test("what waits follows the newest, grouped with mine", () => {
  const waiting = [
    { id: "w1", text: "x", createdAt: "2026-11-20T10:01:00.000", failed: false, problem: null },
  ];
  expect(drawn(layOut([{ by: me }], { waiting }))).toBe("beginning day m1! w1");
  expect(drawn(layOut([{ by: ann }], { waiting }))).toBe("beginning day m1! w1!");
  expect(drawn(layOut([], { waiting }))).toBe("beginning day w1!");
});

test("what waits since a day that stands above already has a row of its own for it", () => {
  const waiting = [
    { id: "w1", text: "x", createdAt: "2026-11-20T10:01:00.000", failed: true, problem: "No." },
  ];
  const keys = layOut([{}, { at: "21T09:00" }], { waiting }).map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
});

test("nothing is sending while the first of a queue was put off, or the line is down", () => {
  const queue = [buildPending("w1", { message: "The disk is full." }), buildPending("w2")];
  const problems = (live: boolean, pending: PendingMessage[]) =>
    toWaitingMessages(pending, live).map(({ problem }) => problem);
  expect(problems(true, queue)).toEqual(["The disk is full.", ""]);
  expect(problems(true, queue.slice(1))).toEqual([null]);
  expect(problems(false, queue.slice(1))).toEqual([""]);
});

test("what waits is not shown under a part of the past", () => {
  const waiting = [
    { id: "w1", text: "x", createdAt: "2026-11-20T10:01:00.000", failed: false, problem: null },
  ];
  expect(drawn(layOut([{}], { waiting, hasOlder: true, hasNewer: true }))).toBe(
    "older day m1! newer",
  );
});

test("rows are found by message and by place", () => {
  const rows = layOut([{}, { by: bob }]);
  expect(rowOf(rows, "m2")).toBe(3);
  expect(rowOf(rows, "m9")).toBe(-1);
  expect(rowOfSeq(rows, 2)).toBe(3);
  expect(rowOfSeq(rows, 3)).toBe(-1);
  expect(momentOf(rows[0])).toBeNull();
  expect(momentOf(rows[1])).toBe("2026-11-20T10:00:00.000");
});

test("no line where reading stopped before what is loaded", () => {
  const messages = [buildMessage(9), buildMessage(10)];
  const rows = layOut([], { messages, hasOlder: true, readUpTo: 4 });
  expect(drawn(rows)).toBe("older day m9! m10");
  expect(drawn(layOut([], { messages, hasOlder: true, readUpTo: 8 }))).toBe(
    "older day unread m9! m10",
  );
});
