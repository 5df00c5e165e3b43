import { ackedIsStored } from "./p1-acked-is-stored.ts";
import { unansweredAtMostOnce } from "./p2-unanswered-at-most-once.ts";
import { sameKeySameAnswer } from "./p3-same-key-same-answer.ts";
import { noHoles } from "./p4-no-holes.ts";
import { oneOrder } from "./p6-one-order.ts";
import { sendersOrder } from "./p7-senders-order.ts";
import { readYourWrites } from "./p8-read-your-writes.ts";
import { holds } from "./testing/holds.ts";
import { attempt, delivered, makeRecord, page, send, stored, view } from "./testing/make-record.ts";

const one = stored("one", 1);
const two = stored("two", 2);
const unsure = { outcome: "unanswered", why: "timeout" } as const;

function edit(id: string, tick: number, text: string) {
  const asked = attempt({ at: 50, command: "message:edit", message: id, text });
  const message = { id, conversation: "tea", seq: 1, tick, text, deleted: false };
  return { ...asked, answer: { type: "answered", ask: asked.ask, message } as const };
}

holds(ackedIsStored, [
  [
    "acknowledged and stored",
    makeRecord({ attempts: [send("one", { seq: 1, at: 1 })], stored: [one] }),
    null,
  ],
  [
    "acknowledged and lost",
    makeRecord({ attempts: [send("one", { seq: 1, at: 1 })] }),
    "is not stored",
  ],
  [
    "stored with another text",
    makeRecord({ attempts: [send("one", { seq: 1, at: 1 })], stored: [{ ...one, text: "[one]" }] }),
    'stored as "[one]"',
  ],
  [
    "stored twice, under two ids",
    makeRecord({
      attempts: [send("one", { seq: 1, at: 1 })],
      stored: [one, { ...one, id: "copy", seq: 2, tick: 2 }],
    }),
    "stored again as copy",
  ],
  [
    "edited, and edited again by somebody's later try",
    makeRecord({
      attempts: [edit("one", 3, "[one] ho")],
      stored: [{ ...one, tick: 4, text: "[one] ha", edited: true }],
    }),
    null,
  ],
  [
    "an acknowledged edit that is lost",
    makeRecord({ attempts: [edit("one", 3, "[one] ho")], stored: [one] }),
    "acknowledged at tick 3, stored is 1",
  ],
]);

holds(unansweredAtMostOnce, [
  [
    "not answered and not stored",
    makeRecord({ attempts: [send("one", { seq: 1, at: 1, ...unsure })] }),
    null,
  ],
  [
    "not answered and stored",
    makeRecord({ attempts: [send("one", { seq: 1, at: 1, ...unsure })], stored: [one] }),
    null,
  ],
  [
    "stored as nobody sent it",
    makeRecord({
      attempts: [send("one", { seq: 1, at: 1, ...unsure })],
      stored: [{ ...one, text: "[one] other" }],
    }),
    "which nobody sent",
  ],
  [
    "refused and stored",
    makeRecord({
      attempts: [send("one", { seq: 1, at: 1, outcome: "refused", why: "not_found" })],
      stored: [one],
    }),
    "was refused (not_found) and is stored",
  ],
]);

holds(sameKeySameAnswer, [
  [
    "tried twice, answered the same",
    makeRecord({
      attempts: [send("one", { seq: 1, at: 1 }), send("one", { seq: 1, at: 2, node: 1 })],
      stored: [one],
    }),
    null,
  ],
  [
    "tried twice, answered with two places",
    makeRecord({
      attempts: [send("one", { seq: 1, at: 1 }), send("one", { seq: 2, at: 2, node: 1 })],
      stored: [one],
    }),
    "is at tea 1 and at tea 2",
  ],
  [
    "answered with another's message",
    makeRecord({
      attempts: [send("one", { seq: 1, at: 1, answered: { id: "two" } })],
      stored: [one, two],
    }),
    "answered with two",
  ],
]);

holds(noHoles, [
  [
    "dense places and ticks",
    makeRecord({
      stored: [one, two],
      deliveries: [
        delivered(1, [
          ["one", 1, 1, 0],
          ["two", 2, 2, 0],
        ]),
      ],
    }),
    null,
  ],
  ["an empty place", makeRecord({ stored: [one, stored("three", 3)] }), "place 2 has seq 3"],
  [
    "a tick that nothing has",
    makeRecord({ stored: [one, two], deliveries: [delivered(1, [["two", 2, 2, 0]], { from: 0 })] }),
    "nothing has the ticks 1",
  ],
  [
    "two commits with the same tick",
    makeRecord({
      stored: [one, two],
      deliveries: [
        delivered(1, [
          ["one", 1, 1, 0],
          ["two", 2, 2, 0],
        ]),
        delivered(2, [["two", 2, 2, 0]]),
      ],
    }),
    "ticks up to 2 were another commit's",
  ],
]);

holds(oneOrder, [
  [
    "a page in order",
    makeRecord({
      attempts: [
        page(1, [
          ["one", 1, 1, 0],
          ["two", 2, 2, 0],
        ]),
      ],
    }),
    null,
  ],
  [
    "a page out of order",
    makeRecord({
      attempts: [
        page(1, [
          ["two", 2, 2, 0],
          ["one", 1, 1, 0],
        ]),
      ],
    }),
    "the order 2,1",
  ],
  ["a view out of order", makeRecord({ views: [view([two, one])] }), "in another order"],
  [
    "two messages at one place",
    makeRecord({ stored: [one], deliveries: [delivered(1, [["other", 1, 1, 0]])] }),
    "tea seq 1 is one",
  ],
]);

holds(sendersOrder, [
  [
    "one after the other",
    makeRecord({
      attempts: [send("one", { seq: 1, at: 1 }), send("two", { seq: 2, at: 20 })],
      stored: [one, two],
    }),
    null,
  ],
  [
    "at once, in the other order",
    makeRecord({
      attempts: [send("two", { seq: 2, at: 1 }), send("one", { seq: 1, at: 2 })],
      stored: [one, two],
    }),
    null,
  ],
  [
    "the later one stands first",
    makeRecord({
      attempts: [send("two", { seq: 2, at: 1 }), send("one", { seq: 1, at: 20 })],
      stored: [one, two],
    }),
    "one (seq 1) was sent after two (2)",
  ],
]);

const sentOne = send("one", { seq: 1, at: 1 });
holds(readYourWrites, [
  [
    "read at another node",
    makeRecord({ attempts: [sentOne, page(20, [["one", 1, 1, 0]], { node: 1 })] }),
    null,
  ],
  ["asked before it was acknowledged", makeRecord({ attempts: [sentOne, page(5, [])] }), null],
  ["not there", makeRecord({ attempts: [sentOne, page(20, [], { node: 1 })] }), "is not in it"],
  [
    "there as it was before my edit",
    makeRecord({ attempts: [edit("one", 3, "[one] ho"), page(90, [["one", 1, 1, 0]])] }),
    "in it as of tick 1",
  ],
]);
