import { describe, expect, test } from "vitest";
import { ann, ben, Hall, room } from "../testing/hall.ts";
import { createRoomGate, PATIENCE_MS } from "./room-gate.ts";

describe("the gate", () => {
  test("lets steps pass at once and in order", () => {
    const hall = new Hall([ann, ben], [{}, {}, {}]);
    for (const tick of [1, 2, 3]) {
      hall.commit();
      hall.hear(tick);
    }
    expect(hall.shown.map(({ tick }) => tick)).toEqual([1, 2, 3]);
    expect(hall.timers.size).toBe(0);
  });

  test("holds what comes before its predecessor, and never shows a removed person what follows", () => {
    const hall = new Hall([ann, ben], [{}, { leaves: [ben] }, {}]);
    hall.commit(3);
    hall.hear(1);
    hall.hear(3);
    expect(hall.shown).toMatchObject([{ tick: 1, to: [ann, ben] }]);
    hall.hear(2);
    expect(hall.shown.slice(1)).toMatchObject([
      { tick: 2, to: [ann] },
      { tick: 3, to: [ann] },
    ]);
    expect(hall.timers.size).toBe(0);
  });

  test("asks the database when a step never comes: it may have been a removal", async () => {
    const hall = new Hall([ann, ben], [{ leaves: [ben] }, {}]);
    hall.commit(2);
    hall.hear(2);
    expect(hall.shown).toEqual([]);
    await hall.passTime();
    expect(hall.questions).toHaveLength(1);
    await hall.answer();
    expect(hall.shown).toMatchObject([{ tick: 2, to: [ann] }]);
    hall.hear(1);
    expect(hall.shown.at(-1)).toMatchObject({ tick: 1, to: [ann] });
    expect([...hall.standing]).toEqual([ann]);
  });

  test("lets in whom a late step brings only if they are still there", async () => {
    const hall = new Hall([ann], [{ enters: [ben] }, { leaves: [ben] }, {}]);
    hall.commit(3);
    hall.hear(3);
    await hall.passTime();
    await hall.answer();
    hall.hear(1);
    await hall.answer();
    expect([...hall.standing]).toEqual([ann]);

    const other = new Hall([ann], [{ enters: [ben] }, {}]);
    other.commit(2);
    other.hear(2);
    await other.passTime();
    await other.answer();
    other.hear(1);
    await other.answer();
    expect([...other.standing]).toEqual([ann, ben]);
  });

  test("refuses a reading that a removal has overtaken, and takes one that nothing concerning the person has", () => {
    const hall = new Hall([ann], [{ leaves: [ben] }, {}]);
    hall.commit();
    hall.hear(1);
    hall.commit();
    hall.hear(2);
    expect(hall.gate.admit(room, ben, 0)).toBe(false);
    expect(hall.gate.admit(room, ann, 0)).toBe(true);
    expect(hall.gate.admit(room, ben, 1)).toBe(true);
  });

  test("refuses everybody while the database is asked, and older readings afterwards", async () => {
    const hall = new Hall([ann], [{}, {}]);
    hall.commit(2);
    hall.hear(2);
    await hall.passTime();
    expect(hall.gate.admit(room, ben, 2)).toBe(false);
    const settled = hall.gate.settled([room]);
    await hall.answer();
    await settled;
    expect(hall.gate.admit(room, ben, 1)).toBe(false);
    expect(hall.gate.admit(room, ben, 2)).toBe(true);
  });

  test("asks again when the database did not answer, and shows nothing before", async () => {
    const shown: number[] = [];
    const timers: { ms: number; run: () => void }[] = [];
    let answers = 0;
    const gate = createRoomGate({
      audience: {
        isEmpty: () => false,
        people: () => [ann],
        letIn: () => undefined,
        takeOut: () => undefined,
        seat: () => undefined,
        seatMoved: () => undefined,
        show: ({ to }) => void shown.push(to),
        hint: () => undefined,
      },
      register: {
        async whoBelongs() {
          answers++;
          if (answers === 1) throw new Error("away");
          return { clock: 5, belonging: new Map([[ann, "member" as const]]) };
        },
        clocksOf: async () => new Map(),
      },
      after(ms, run) {
        timers.push({ ms, run });
        return () => undefined;
      },
      warn: () => undefined,
    });
    gate.admit(room, ann, 3);
    gate.hear({ room, from: 4, to: 5, changes: [], leaves: [], enters: [] });
    expect(timers.map(({ ms }) => ms)).toEqual([PATIENCE_MS]);
    timers.shift()?.run();
    await gate.settled([room]);
    expect(shown).toEqual([]);
    timers.shift()?.run();
    await gate.settled([room]);
    expect(shown).toEqual([5]);
  });

  test("a role that comes late moves nobody: the database has said since where they are", async () => {
    const seats: string[] = [];
    const timers: (() => void)[] = [];
    const gate = createRoomGate({
      audience: {
        isEmpty: () => false,
        people: () => [ann],
        letIn: () => undefined,
        takeOut: () => undefined,
        seat: (_room, _userIds, belonging) => void seats.push(`asked: ${belonging.get(ann)}`),
        seatMoved: ({ to }) => void seats.push(`told: ${to}`),
        show: () => undefined,
        hint: () => undefined,
      },
      register: {
        whoBelongs: async () => ({ clock: 5, belonging: new Map([[ann, "guest" as const]]) }),
        clocksOf: async () => new Map(),
      },
      after(_ms, run) {
        timers.push(run);
        return () => undefined;
      },
      warn: () => undefined,
    });
    const hear = (to: number) =>
      gate.hear({ room, from: to - 1, to, changes: [], leaves: [], enters: [] });
    gate.admit(room, ann, 3);
    hear(5);
    timers.shift()?.();
    await gate.settled([room]);
    hear(4);
    hear(6);
    expect(seats).toEqual(["asked: guest", "told: 6"]);
  });

  test("hints a room that went on without us, and not one whose step is on its way", async () => {
    const hall = new Hall([ann], [{}, {}]);
    hall.commit();
    hall.hear(1);
    hall.commit();
    const onItsWay = hall.gate.catchUp();
    await Promise.resolve();
    hall.hear(2);
    await hall.passTime();
    await onItsWay;
    expect(hall.questions).toHaveLength(0);

    const behind = new Hall([ann], [{}]);
    behind.commit();
    const look = behind.gate.catchUp();
    await Promise.resolve();
    await behind.passTime();
    await look;
    await behind.answer();
    expect(behind.hints).toEqual([1]);
  });
});
