import { strikesOf } from "./beat.ts";
import { type GoalRun, usualCrowd } from "./goal.ts";
import { nodesRestarted } from "./process-figures.ts";
import { equalAfterLast } from "./timing-figures.ts";

export const redisForgets: GoalRun = {
  name: "redis-forgets",
  what: "Redis is killed and comes back empty, ten times, 30 s apart.",
  deployments: ["cluster"],
  crowd: usualCrowd,
  minutes: 5,
  schedule: ({ minutes, ...site }) => {
    const everyMs = (minutes * 60_000) / 10;
    return strikesOf({ fault: "redis-restart", everyMs, times: 10, lastsMs: [100, 200] }, site);
  },
  goals: [
    {
      name: "G27",
      promise:
        "Every view is the database's within 35 s of the last restart, and no node restarts.",
      figures: [equalAfterLast("redis-restart", 35_000), nodesRestarted],
    },
  ],
};
