import { answersCut } from "./answers-cut.ts";
import { clockJumps } from "./clock-jumps.ts";
import { crowdRemoved, crowdRemovedWithoutRedis } from "./crowd-removed.ts";
import { databaseAway } from "./database-away.ts";
import { deafNode } from "./deaf-node.ts";
import type { GoalRun } from "./goal.ts";
import { halfOpen } from "./half-open.ts";
import { keyAtBoth } from "./key-at-both.ts";
import { nodeStopped } from "./node-stopped.ts";
import { nodesKilled } from "./nodes-killed.ts";
import { peace } from "./peace.ts";
import { postgresKilled } from "./postgres-killed.ts";
import { reconnectStorm } from "./reconnect-storm.ts";
import { redisAway } from "./redis-away.ts";
import { redisForgets } from "./redis-forgets.ts";
import { rollingRestarts } from "./rolling-restarts.ts";

/** Every run that shows a goal, in the order of the goals. */
export const goalRuns: readonly GoalRun[] = [
  peace,
  nodesKilled,
  postgresKilled,
  answersCut,
  keyAtBoth,
  halfOpen,
  redisForgets,
  redisAway,
  deafNode,
  rollingRestarts,
  reconnectStorm,
  nodeStopped,
  databaseAway,
  clockJumps,
  crowdRemoved,
  crowdRemovedWithoutRedis,
];

/** The runs that show these goals, each once, or all of them for `all`; throws a sentence for a goal that there is not. */
export function goalRunsOf(names: readonly string[]): GoalRun[] {
  if (names.includes("all")) return [...goalRuns];
  const known = goalRuns.flatMap(({ goals }) => goals.map(({ name }) => name));
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new Error(`There is no goal "${unknown}": ${known.join(", ")}, all`);
  return goalRuns.filter(({ goals }) => goals.some(({ name }) => names.includes(name)));
}

/** The table of goals, for a person at a terminal. */
export function listGoals(): string {
  const lines = goalRuns.flatMap(({ name, what, minutes, deployments, goals }) => [
    `${name} (${minutes} min, ${deployments.join(" and ")}): ${what}`,
    ...goals.map((goal) => `  ${goal.name.padEnd(4)} ${goal.promise}`),
  ]);
  return lines.join("\n");
}
