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

const wholeAfter: Measure = {
  name: "a device has caught up after the heal",
  unit: "ms",
  limit: { atMost: 3_000 },
  read: ({ record }) => longest(untilWhole(record)),
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
      promise: "It shows everything within 3 s of the moment in which the line is whole again.",
      figures: [wholeAfter, ackedAndMissing],
    },
  ],
};

/** Of each device that had a line when it fell silent, the time from the heal until it was told all that it had missed. */
function untilWhole(record: RunRecord): number[] {
  const strikes = faultsOf(record, fault);
  const heals = strikes.map(({ to }) => to);
  const [first, last] = [Math.min(...heals), Math.max(...heals)];
  const struck = new Set(
    strikes.flatMap((strike) => linesAt(record, strike)).map(({ client }) => client),
  );
  const lines = linesOf(record);
  return [...struck].map((client) => {
    const line = lines.find((one) => one.client === client && one.from >= first);
    return Math.max(0, timeBetween(record, last, line ? syncedAt(record, line) : NEVER));
  });
}

const NEVER = Number.POSITIVE_INFINITY;

function syncedAt({ attempts }: RunRecord, { client, from }: OpenLine): number {
  const answer = attempts.find(
    (attempt) =>
      attempt.client === client &&
      attempt.at >= from &&
      attempt.outcome === "answered" &&
      (attempt.command === "sync" || attempt.command === "workspace:bootstrap"),
  );
  return answer?.endedAt ?? NEVER;
}
