import { asId, type UserId } from "@hallway/protocol";
import fc from "fast-check";
import { v7 as uuidv7 } from "uuid";
import { expect, test } from "vitest";
import { ann, ben, type Commit, Hall, room, type Shown } from "../testing/hall.ts";

const people = [ann, ben, asId<UserId>(uuidv7())];
const someone = fc.constantFrom(...people);

const commit: fc.Arbitrary<Commit> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  { weight: 2, arbitrary: someone.map((who) => ({ leaves: [who] })) },
  { weight: 1, arbitrary: someone.map((who) => ({ enters: [who] })) },
);

/** What happens next. A socket reads the database first and enters with that reading some time later. */
type Happening =
  | { kind: "commit" | "time" | "answer" }
  | { kind: "hear"; pick: number; lost: boolean }
  | { kind: "read" | "enter"; who: UserId };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Happening>({ kind: "commit" }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("hear" as const),
      pick: fc.nat({ max: 3 }),
      lost: fc.integer({ min: 0, max: 9 }).map((n) => n < 3),
    }),
  },
  { weight: 1, arbitrary: fc.constant<Happening>({ kind: "time" }) },
  { weight: 2, arbitrary: fc.constant<Happening>({ kind: "answer" }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom("read" as const, "enter" as const),
      who: someone,
    }),
  },
);

/** Lets everything happen; returns what was shown, and who was a member at each tick. */
async function play(commits: readonly Commit[], happenings: readonly Happening[]) {
  const hall = new Hall(people, commits);
  const onTheirWay: number[] = [];
  const readings = new Map<UserId, number>();
  for (const one of happenings) {
    if (one.kind === "commit" && hall.clock < commits.length) {
      hall.commit();
      onTheirWay.push(hall.clock);
    } else if (one.kind === "hear") {
      const [tick] = onTheirWay.splice(one.pick % Math.max(1, onTheirWay.length), 1);
      if (tick !== undefined && !one.lost) hall.hear(tick);
    } else if (one.kind === "time") {
      await hall.passTime();
    } else if (one.kind === "answer") {
      await hall.answer();
    } else if (one.kind === "read" && hall.membersAt(hall.clock).has(one.who)) {
      readings.set(one.who, hall.clock);
    } else if (one.kind === "enter") {
      const reading = readings.get(one.who);
      const mayEnter = reading !== undefined && hall.gate.admit(room, one.who, reading);
      if (mayEnter) hall.standing.add(one.who);
    }
  }
  return hall;
}

/** Those it was shown to who were members neither at its tick nor at any later one that was committed by then. */
function strangers(hall: Hall, { tick, clock, to }: Shown): UserId[] {
  return to.filter((userId) => {
    for (let at = tick; at <= clock; at++) if (hall.membersAt(at).has(userId)) return false;
    return true;
  });
}

test("P12: whatever is lost, late or swapped, nobody is shown a step above their removal", async () => {
  let shown = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(commit, { minLength: 1, maxLength: 12 }),
      fc.array(happening, { minLength: 20, maxLength: 80 }),
      async (commits, happenings) => {
        const hall = await play(commits, happenings);
        for (const step of hall.shown) expect(strangers(hall, step)).toEqual([]);
        shown += hall.shown.length;
      },
    ),
    { numRuns: 5_000 },
  );
  expect(shown).toBeGreaterThan(5_000);
});
