import type { Disturbance, RunRecord } from "../checker-record.ts";
import { tokenOf } from "../load-text.ts";
import { sendsOf } from "../properties/property.ts";
import { strikesOf, timesIn } from "./beat.ts";
import { type GoalRun, type Measure, usualCrowd } from "./goal.ts";
import { linesAt } from "./line-figures.ts";
import { ackedAndMissing } from "./stored-figures.ts";
import { faultsOf } from "./timing-figures.ts";

const fault = "drop-one-way";
const everyMs = 5_000;

/** One device's way back, cut once: every strike cuts all that are on that node at the moment. */
const linesCut: Measure = {
  name: "lines whose answers were cut for 3 s",
  limit: { atLeast: 500 },
  read: ({ record }) =>
    faultsOf(record, fault).reduce((sum, strike) => sum + linesAt(record, strike).length, 0),
};

/** Without these the cuts would prove nothing: the sender cannot know, and asks again. */
const answersLost: Measure = {
  name: "messages that were stored while their answer was lost",
  limit: { atLeast: 500 },
  read: ({ record }) => {
    const lost = faultsOf(record, fault).flatMap((strike) => storedUnheard(record, strike));
    return new Set(lost).size;
  },
};

const mostCopies: Measure = {
  name: "most copies of a message",
  limit: { atMost: 1 },
  read: ({ record: { truth } }) => {
    const tokens = [...truth.messages.values()].flatMap(({ text }) => tokenOf(text) ?? []);
    const copies = [...Map.groupBy(tokens, (token) => token).values()];
    return copies.length > 0
      ? copies.reduce((most, { length }) => Math.max(most, length), 0)
      : null;
  },
};

export const answersCut: GoalRun = {
  name: "answers-cut",
  what: "Every 5 s all that one node answers is lost for 3 s; the nodes take turns.",
  deployments: ["cluster"],
  crowd: usualCrowd,
  minutes: 2,
  schedule: ({ minutes, ...site }) =>
    strikesOf(
      {
        ...{ fault, everyMs, times: timesIn(minutes, everyMs), lastsMs: [3_000, 3_000] },
        targets: ["client-node-1", "client-node-2"],
        detail: () => ({ direction: "down", share: 1 }),
      },
      site,
    ),
  goals: [
    {
      name: "G8",
      promise: "Whatever answers are lost, each message is stored exactly once.",
      figures: [mostCopies, ackedAndMissing, linesCut, answersLost],
    },
  ],
};

function storedUnheard(record: RunRecord, strike: Disturbance): string[] {
  return sendsOf(record)
    .filter(({ node }) => strike.target === `client-node-${node + 1}`)
    .filter(({ at, outcome }) => outcome !== "answered" && at >= strike.from && at < strike.to)
    .flatMap(({ message = "" }) => (record.truth.messages.has(message) ? [message] : []));
}
