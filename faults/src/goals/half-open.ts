import type { RunRecord } from "../checker-record.ts";
import { strikesOf, together } from "./beat.ts";
import { type GoalRun, type Measure, usualCrowd } from "./goal.ts";
import { linesAt, linesOf, type OpenLine } from "./line-figures.ts";
import { ackedAndMissing } from "./stored-figures.ts";
import { faultsOf, longest, timeBetween } from "./timing-figures.ts";

const fault = "blackhole";
const lastsMs = 60_000;
/** A device that hung up itself has noticed nothing. */
const ownWish = "io client disconnect";

const noticedAfter: Measure = {
  name: "a device shows that it has no line after",
  unit: "ms",
  limit: { atMost: 20_000 },
  read: ({ record }) =>
    longest(
      faultsOf(record, fault).flatMap((strike) =>
        linesAt(record, strike)
          .filter(({ reason }) => reason !== ownWish)
          .map(({ to }) => timeBetween(record, strike.from, to)),
      ),
    ),
};

const caughtUpAfter: Measure = {
  name: "it has caught up after its line is open again",
  unit: "ms",
  limit: { atMost: 3_000 },
  read: ({ record }) =>
    longest(firstLinesAfterHeal(record).map((line) => untilSynced(record, line))),
};

export const halfOpen: GoalRun = {
  name: "half-open",
  what: "For 60 s all bytes between the people and both nodes vanish, and nobody is told.",
  deployments: ["cluster"],
  crowd: usualCrowd,
  minutes: 1.5,
  schedule: (site) =>
    together(
      ...["client-node-1", "client-node-2"].map((target) =>
        strikesOf(
          {
            ...{ fault, targets: [target], firstAtMs: 10_000, everyMs: lastsMs, times: 1 },
            ...{ lastsMs: [lastsMs, lastsMs], detail: () => ({ share: 1 }) },
          },
          site,
        ),
      ),
    ),
  goals: [
    {
      name: "G10",
      promise: "A device knows within 20 s that its line is dead.",
      figures: [noticedAfter],
    },
    {
      name: "G11",
      promise: "Within 3 s of having a line again it shows everything.",
      figures: [caughtUpAfter, ackedAndMissing],
    },
  ],
};

/** Each device's first connection after the last heal. */
function firstLinesAfterHeal(record: RunRecord): OpenLine[] {
  const healedAt = faultsOf(record, fault).at(-1)?.to;
  if (healedAt === undefined) return [];
  const later = linesOf(record).filter(({ from }) => from >= healedAt);
  return [...Map.groupBy(later, ({ client }) => client).values()].flatMap(([first]) => first ?? []);
}

/** From its opening until it was told all that it had missed. */
function untilSynced(record: RunRecord, { client, from }: OpenLine): number {
  const answers = record.attempts.filter(
    (attempt) =>
      attempt.client === client &&
      attempt.at >= from &&
      attempt.outcome === "answered" &&
      (attempt.command === "sync" || attempt.command === "workspace:bootstrap"),
  );
  return timeBetween(record, from, answers[0]?.endedAt ?? Number.POSITIVE_INFINITY);
}
