import { deliveriesAcrossNodes, slowestAcrossNodes } from "./across-nodes.ts";
import { strikesOf } from "./beat.ts";
import { type GoalRun, usualCrowd } from "./goal.ts";
import { readyWithoutTheBus, siteOutForTheBus, watchReadiness } from "./readiness.ts";
import { ackedDuring } from "./send-figures.ts";

const fault = "redis-away";

export const redisAway: GoalRun = {
  name: "redis-away",
  what: "No node reaches Redis for five minutes.",
  deployments: ["cluster"],
  crowd: usualCrowd,
  minutes: 5,
  schedule({ minutes, ...site }) {
    const lastsMs = minutes * 60_000;
    return strikesOf(
      { fault, firstAtMs: 2_000, everyMs: lastsMs, times: 1, lastsMs: [lastsMs, lastsMs] },
      site,
    );
  },
  meanwhile: watchReadiness,
  goals: [
    {
      name: "G28",
      promise:
        "People send as always, hear of the other node's within 10 s, and no node is taken out.",
      figures: [
        ...[ackedDuring(fault, 99.9), slowestAcrossNodes(fault, 10_000)],
        ...[deliveriesAcrossNodes(fault), siteOutForTheBus, readyWithoutTheBus],
      ],
    },
  ],
};
