import type { HeldLine, SeenReading } from "../history-lines.ts";
import { viewsAreTheTruth } from "./p5-views-are-the-truth.ts";
import { nothingDisappears } from "./p9-nothing-disappears.ts";
import { unreadIsRight } from "./p10-unread-is-right.ts";
import { readGoesForward } from "./p11-read-goes-forward.ts";
import { membersOnly } from "./p12-members-only.ts";
import { holds } from "./testing/holds.ts";
import {
  attempt,
  delivered,
  happened,
  makeRecord,
  makeTruth,
  page,
  stored,
  view,
} from "./testing/make-record.ts";

const one = stored("one", 1);
const two = stored("two", 2);

function held(clock: number): HeldLine {
  const clocks = { "channel:tea": clock };
  const conversations = ["tea"];
  return { type: "held", client: "b1", user: "bob", epoch: "first", clocks, conversations };
}

holds(viewsAreTheTruth, [
  [
    "all of it",
    makeRecord({
      stored: [one, two],
      views: [view([one, two])],
      held: [held(2)],
    }),
    null,
  ],
  [
    "only the last page",
    makeRecord({ stored: [one, two], views: [view([two], { fromSeq: 2 })] }),
    null,
  ],
  [
    "one is missing",
    makeRecord({ stored: [one, two], views: [view([one])] }),
    "two (seq 2) is missing",
  ],
  [
    "an old text",
    makeRecord({ stored: [{ ...one, text: "[one] ho" }], views: [view([one])] }),
    "text is [one] hi",
  ],
  [
    "one that is not stored",
    makeRecord({ stored: [one], views: [view([one, two])] }),
    "two is not stored",
  ],
  [
    "never loaded",
    makeRecord({ stored: [one], views: [view([], { fromSeq: 9 })] }),
    "never loaded",
  ],
  [
    "a clock behind",
    makeRecord({ stored: [one, two], held: [held(1)] }),
    "at 1, the database at 2",
  ],
  [
    "a room that was lost",
    makeRecord({
      truth: makeTruth([one], [{ user: "ann" }, { user: "bob", left: true }]),
      held: [held(1)],
    }),
    "still shows tea",
  ],
  [
    "somebody who went is shown as present",
    makeRecord({
      truth: makeTruth([one], [{ user: "ann", left: true }, { user: "bob" }]),
      views: [view([one], { participants: [{ user: "ann", left: false }] })],
    }),
    "ann is shown as present",
  ],
]);

holds(nothingDisappears, [
  [
    "seen, and in the last view",
    makeRecord({ deliveries: [delivered(1, [["one", 1, 1, 0]])], views: [view([one])] }),
    null,
  ],
  [
    "seen, and gone from a page",
    makeRecord({
      deliveries: [delivered(1, [["one", 1, 1, 0]])],
      attempts: [page(9, [["zero", 0, 1, 0]], { client: "b1" })],
    }),
    "is gone from ask",
  ],
  [
    "seen edited, then as it was before",
    makeRecord({ deliveries: [delivered(1, [["one", 1, 3, 0]])], views: [view([one])] }),
    "went from tick 3 to 1",
  ],
  [
    "deleted, then back",
    makeRecord({
      deliveries: [delivered(1, [["one", 1, 2, 1]]), delivered(2, [["one", 1, 3, 0]])],
      views: [view([{ ...one, tick: 3 }])],
    }),
    "was deleted at tick 2 and is back at 3",
  ],
]);

holds(unreadIsRight, [
  ["two of another's", makeRecord({ stored: [one, two], views: [view([one, two])] }), null],
  [
    "my own are not counted",
    makeRecord({ stored: [one, { ...two, author: "bob" }], views: [view([one])] }),
    null,
  ],
  [
    "one too many",
    makeRecord({ stored: [one], views: [view([one], { unread: 2 })] }),
    "unread is 2, the database gives 1",
  ],
  [
    "a mention forgotten",
    makeRecord({
      stored: [{ ...one, mentions: { users: ["bob"], everyone: false } }],
      views: [view([one])],
    }),
    "mentions is 0",
  ],
  [
    "a pointer behind",
    makeRecord({
      truth: makeTruth([one], [{ user: "bob", lastReadSeq: 1 }]),
      views: [view([one])],
    }),
    "lastReadSeq is 0",
  ],
]);

function read(at: number, ...readings: SeenReading[]) {
  return delivered(at, [], { room: "user:bob", from: at - 1, to: at, readings });
}

function mark(seq: number, lastReadSeq: number) {
  const asked = attempt({ at: 1, command: "read:mark", user: "bob", seq });
  return { ...asked, answer: { type: "answered", ask: asked.ask, lastReadSeq } as const };
}

holds(readGoesForward, [
  [
    "forward",
    makeRecord({ deliveries: [read(1, ["tea", 1, 1, 0, 0]), read(2, ["tea", 2, 2, 0, 0])] }),
    null,
  ],
  [
    "an old one late",
    makeRecord({ deliveries: [read(1, ["tea", 2, 2, 0, 0]), read(2, ["tea", 1, 1, 0, 0])] }),
    null,
  ],
  [
    "back",
    makeRecord({ deliveries: [read(1, ["tea", 2, 1, 0, 0]), read(2, ["tea", 1, 2, 0, 0])] }),
    "from 2 to 1",
  ],
  ["less than asked", makeRecord({ attempts: [mark(2, 1)] }), "read up to 2, answered 1"],
  [
    "an acknowledged reading is lost",
    makeRecord({ attempts: [mark(2, 2)], truth: makeTruth([], [{ user: "bob", lastReadSeq: 1 }]) }),
    "the database ends at 1",
  ],
]);

const bobIsRemoved = [happened(1, "created", ["bob"]), two, happened(3, "removed", ["bob"])];
const secret = stored("secret", 4);
const comesBack = attempt({ at: 30, command: "channel:add-members", users: ["bob"] });
const goes = attempt({ at: 10, command: "channel:remove-member", users: ["bob"] });

holds(membersOnly, [
  [
    "heard while in it",
    makeRecord({ stored: bobIsRemoved, deliveries: [delivered(1, [["two", 2, 2, 0]])] }),
    null,
  ],
  [
    "heard after the removal",
    makeRecord({
      stored: [...bobIsRemoved, secret],
      attempts: [goes],
      deliveries: [delivered(50, [["secret", 4, 4, 0]])],
    }),
    "b1 (bob) got channel:tea at clock 4",
  ],
  [
    "heard when they may be back",
    makeRecord({
      stored: [...bobIsRemoved, secret, happened(5, "added", ["bob"])],
      attempts: [goes, comesBack],
      deliveries: [delivered(50, [["secret", 4, 4, 0]])],
    }),
    null,
  ],
  [
    "an old event heard long after coming back, with a later removal that nobody answered",
    makeRecord({
      stored: [...bobIsRemoved, secret, happened(5, "added", ["bob"])],
      attempts: [goes, comesBack, { ...goes, at: 60, endedAt: 61, outcome: "unanswered" }],
      deliveries: [delivered(70, [["secret", 4, 4, 0]])],
    }),
    null,
  ],
  [
    "read after the removal",
    makeRecord({
      stored: [...bobIsRemoved, secret],
      attempts: [goes, page(50, [["secret", 4, 4, 0]], { user: "bob", client: "b1" })],
    }),
    "bob read tea",
  ],
  [
    "written after the removal",
    makeRecord({ stored: [...bobIsRemoved, { ...secret, author: "bob" }] }),
    "bob wrote secret",
  ],
  [
    "heard by somebody who never was in it",
    makeRecord({
      truth: makeTruth([happened(1, "created"), two], [{ user: "ann" }]),
      deliveries: [delivered(50, [["two", 2, 2, 0]])],
    }),
    "b1 (bob) got channel:tea",
  ],
]);
