import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildMessage } from "./testing/build-views.ts";
import {
  countHeld,
  dropMessages,
  emptyTimeline,
  type HeldTimeline,
  heldSize,
  holdMessage,
  messageAt,
  messageOf,
  messagesAfter,
  newestSeq,
  runAround,
  tailRun,
} from "./timeline.ts";

function holding(...seqs: number[]): HeldTimeline {
  return seqs.reduce(
    (timeline, seq) => holdMessage(timeline, buildMessage({ seq })),
    emptyTimeline,
  );
}

function seqsOf({ runs }: HeldTimeline): number[][] {
  return runs.map((run) => run.map(({ seq }) => seq));
}

describe("holding a message", () => {
  test.each<[string, number[], number[][]]>([
    ["the first", [5], [[5]]],
    ["the next", [5, 6], [[5, 6]]],
    ["the one before", [5, 4], [[4, 5]]],
    ["one far after", [5, 9], [[5], [9]]],
    ["one far before", [5, 1], [[1], [5]]],
    ["one between, touching neither", [1, 9, 5], [[1], [5], [9]]],
    ["one that closes a gap", [1, 3, 2], [[1, 2, 3]]],
    ["one that touches only the later", [1, 9, 8], [[1], [8, 9]]],
    ["the same again", [5, 5], [[5]]],
  ])("%s", (...[, seqs, runs]) => {
    expect(seqsOf(holding(...seqs))).toEqual(runs);
  });

  test("the newer version wins, whichever comes first", () => {
    const older = buildMessage({ seq: 2, tick: 2, text: "old" });
    const newer = buildMessage({ seq: 2, tick: 7, text: "new" });
    for (const [first, second] of [
      [older, newer],
      [newer, older],
    ] as const) {
      const timeline = holdMessage(holdMessage(holding(1, 3), first), second);
      expect(messageAt(timeline, 2)?.text).toBe("new");
    }
  });

  test("what is held already is the same object", () => {
    const timeline = holding(1, 2, 3);
    expect(holdMessage(timeline, buildMessage({ seq: 2 }))).toBe(timeline);
  });

  test("in any order gives the same, and every run is unbroken", () => {
    const seqs = fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { maxLength: 40 });
    fc.assert(
      fc.property(seqs, (all) => {
        const timeline = holding(...all);
        expect(timeline).toEqual(holding(...all.toSorted((a, b) => a - b)));
        const flat = seqsOf(timeline).flat();
        expect(flat).toEqual(all.toSorted((a, b) => a - b));
        for (const run of timeline.runs) {
          expect(run.every(({ seq }, index) => seq === (run[0]?.seq ?? 0) + index)).toBe(true);
        }
        expect(heldSize(timeline)).toBe(all.length);
      }),
    );
  });
});

describe("asking a timeline", () => {
  const timeline = holding(1, 2, 5, 6, 7);

  test("for a message", () => {
    expect(messageAt(timeline, 6)?.seq).toBe(6);
    expect(messageAt(timeline, 4)).toBeUndefined();
    expect(messageOf(timeline, "m5")?.seq).toBe(5);
    expect(messageOf(timeline, "m4")).toBeUndefined();
  });

  test("for runs", () => {
    expect(runAround(timeline, 2)).toHaveLength(2);
    expect(runAround(timeline, 4)).toBeUndefined();
    expect(newestSeq(timeline)).toBe(7);
    expect(newestSeq(emptyTimeline)).toBe(0);
  });

  test.each([
    [0, 7, 5],
    [1, 6, 3],
    [2, 4, 0],
    [7, 99, 0],
  ])("how many lie after %i up to %i", (after, upTo, count) => {
    expect(countHeld(timeline, after, upTo)).toBe(count);
  });

  test.each([
    [0, [1, 2, 5, 6, 7]],
    [1, [2, 5, 6, 7]],
    [5, [6, 7]],
    [7, []],
  ])("for what lies after %i", (after, seqs) => {
    expect(messagesAfter(timeline, after).map(({ seq }) => seq)).toEqual(seqs);
  });
});

describe("the live end", () => {
  test("is unknown until it was loaded", () => {
    expect(tailRun(holding(1, 2))).toBeUndefined();
  });

  test("of an empty conversation is an empty run, and grows", () => {
    const empty = { ...emptyTimeline, tail: 0 };
    expect(tailRun(empty)).toEqual([]);
    expect(tailRun(empty)).toBe(tailRun(empty));
    expect(tailRun(holdMessage(empty, buildMessage({ seq: 1 })))).toHaveLength(1);
  });

  test("stays where it is while a message that came too early waits", () => {
    const timeline = { ...holding(1, 2), tail: 2 };
    const early = holdMessage(timeline, buildMessage({ seq: 4 }));
    expect(tailRun(early)).toHaveLength(2);
    expect(tailRun(holdMessage(early, buildMessage({ seq: 3 })))).toHaveLength(4);
  });
});

test("dropping keeps what is wanted, in runs, and the end while it is among them", () => {
  const timeline = { ...holding(1, 2, 3, 4, 5, 6), tail: 6 };
  const kept = dropMessages(timeline, { keep: ({ seq }) => seq === 2 || seq > 4, clock: 9 });
  expect(seqsOf(kept)).toEqual([[2], [5, 6]]);
  expect(kept).toMatchObject({ tail: 6, staleBefore: 9 });
  const none = dropMessages(timeline, { keep: ({ seq }) => seq < 3, clock: 4 });
  expect(none).toMatchObject({ tail: null, staleBefore: 4 });
});
