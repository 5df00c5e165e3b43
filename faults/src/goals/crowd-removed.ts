import { setTimeout as pause } from "node:timers/promises";
import type { Meanwhile } from "../run.ts";
import { openFullChannel } from "./full-channel.ts";
import type { Crowd, GoalRun } from "./goal.ts";
import { framesAfterRemoval, peopleRemoved, removedKnowAfter } from "./removal-figures.ts";

const guests = 100;
const messagesPerSecond = 20;
const beforeMs = 3_000;
/** Long enough for the database to be compared with the rooms twice. */
const afterMs = 15_000;
/** Beside the channel that everyone is removed from. */
const fewPeople: Crowd = { clients: 20, channels: 5, messagesPerSecond: 5 };

/** A hundred people are removed from a channel in which others go on writing. */
const removeACrowd: Meanwhile = async ({ site, history }) => {
  const channel = await openFullChannel({ site: site.view, history, guests });
  const writing = channel.keepWriting(messagesPerSecond);
  await pause(beforeMs);
  await channel.removeAll();
  await pause(afterMs);
  writing.stop();
  await channel.close();
};

/** The same while no node reaches Redis. */
const removeACrowdWithoutRedis: Meanwhile = async ({ site, history }) => {
  const channel = await openFullChannel({ site: site.view, history, guests });
  const writing = channel.keepWriting(messagesPerSecond);
  const fault = { id: 1, name: "redis-away", target: "redis" };
  history.write({ type: "fault", ...fault, plannedMs: beforeMs + afterMs, detail: {} });
  const struckAt = performance.now();
  await site.redis?.kill();
  await pause(beforeMs);
  await channel.removeAll();
  await pause(afterMs);
  await site.redis?.start();
  const tookMs = Math.round(performance.now() - struckAt);
  history.write({ type: "heal", ...fault, tookMs });
  writing.stop();
  await channel.close();
};

export const crowdRemoved: GoalRun = {
  name: "crowd-removed",
  what: "A hundred people are removed from a channel into which others write 20 messages a second.",
  deployments: ["cluster"],
  crowd: fewPeople,
  minutes: 0,
  schedule: () => [],
  meanwhile: removeACrowd,
  goals: [
    {
      name: "G42",
      promise: "Nothing that was written after their removal reaches them.",
      figures: [framesAfterRemoval, peopleRemoved(guests), removedKnowAfter("other", 10_000)],
    },
  ],
};

export const crowdRemovedWithoutRedis: GoalRun = {
  ...crowdRemoved,
  name: "crowd-removed-without-redis",
  what: "The same while no node reaches Redis.",
  meanwhile: removeACrowdWithoutRedis,
  goals: [
    {
      name: "G43",
      promise: "The removed hear nothing more, at once at the same node, within 10 s at others.",
      figures: [
        ...[framesAfterRemoval, peopleRemoved(guests)],
        ...[removedKnowAfter("same", 1_000), removedKnowAfter("other", 10_000)],
      ],
    },
  ],
};
