import { parseArgs } from "node:util";
import type { Deployment } from "../contract.ts";
import { toDeployments, toNumber, toNumberOrNull } from "../options.ts";
import { sabotageCalled } from "../sabotage/sabotages.ts";
import { goalRunsOf } from "./all-goals.ts";
import type { Crowd, GoalRun } from "./goal.ts";

/** Which goals shall be shown, and where that differs from their table. */
export interface GoalOptions {
  runs: GoalRun[];
  seeds: number[];
  /** Null for those of each run. */
  deployments: Deployment[] | null;
  minutes: number | null;
  warmUpSeconds: number;
  crowd: Partial<Crowd>;
  sabotage: string | null;
  /** Where the rows go as JSON; null for nowhere. */
  jsonFile: string | null;
}

export const goalUsage = `npm run faults -- --goal G2,G6 | all [--seed 1,2,3] [--json FILE]
  [--deployment embedded|cluster|both] [--minutes 5] [--warm-up 5]
  [--clients 200] [--channels 50] [--rate 50] [--sabotage NAME]
npm run faults -- --list-goals`;

/** Reads the command line of a run for goals; throws a sentence for what cannot be meant. */
export function parseGoalOptions(args: string[]): GoalOptions {
  const { values } = parseArgs({
    args,
    options: {
      goal: { type: "string", multiple: true, default: [] },
      seed: { type: "string", default: "1,2,3" },
      json: { type: "string" },
      minutes: { type: "string" },
      "warm-up": { type: "string", default: "5" },
      deployment: { type: "string" },
      clients: { type: "string" },
      channels: { type: "string" },
      rate: { type: "string" },
      sabotage: { type: "string" },
    },
  });
  const { deployment, sabotage } = values;
  return {
    runs: goalRunsOf(values.goal.flatMap((names) => names.split(","))),
    seeds: values.seed.split(",").map((seed) => toNumber("seed", seed, 0)),
    deployments: deployment === undefined ? null : toDeployments(deployment),
    minutes: toNumberOrNull("minutes", values.minutes),
    warmUpSeconds: toNumber("warm-up", values["warm-up"], 0),
    crowd: crowdOf(values),
    sabotage: sabotage === undefined ? null : sabotageCalled(sabotage).name,
    jsonFile: values.json ?? null,
  };
}

function crowdOf(values: Partial<Record<"clients" | "channels" | "rate", string>>) {
  const { clients, channels, rate } = values;
  return {
    ...(clients !== undefined && { clients: toNumber("clients", clients, 2) }),
    ...(channels !== undefined && { channels: toNumber("channels", channels, 1) }),
    ...(rate !== undefined && { messagesPerSecond: toNumber("rate", rate, 0) }),
  };
}
