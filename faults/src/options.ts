import { parseArgs } from "node:util";
import type { Deployment } from "./contract.ts";
import { allFaults, faultsCalled } from "./faults/all-faults.ts";
import type { Fault } from "./faults/fault.ts";
import { sabotageCalled } from "./sabotage/sabotages.ts";

/** What shall be run. */
export interface Options {
  seeds: number[];
  /** How long faults strike in each run. */
  minutes: number;
  /** How long everything is left in peace before that. */
  warmUpSeconds: number;
  deployments: Deployment[];
  faults: readonly Fault[];
  /** How long every fault lasts; null where each chooses. */
  faultSeconds: number | null;
  clients: number;
  channels: number;
  messagesPerSecond: number;
  sabotage: string | null;
}

export const usage = `npm run faults -- [--seed 1,2,…] [--minutes 2] [--warm-up 5]
  [--deployment embedded|cluster|both]
  [--only fault,…] [--fault-seconds 60] [--clients 60] [--channels 20] [--rate 50] [--sabotage NAME]
npm run faults -- --goal G2,… | --list-goals  (the reliability goals, each with its own run)
npm run faults -- --prove  (whether every deliberate mistake is named)
Faults: ${allFaults.map(({ name }) => name).join(", ")}`;

const choices = {
  embedded: ["embedded"],
  cluster: ["cluster"],
  both: ["embedded", "cluster"],
} as const;

/** Reads the command line; throws a sentence for what cannot be meant. */
export function parseOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: "string", default: "1" },
      minutes: { type: "string", default: "2" },
      "warm-up": { type: "string", default: "5" },
      deployment: { type: "string", default: "both" },
      only: { type: "string" },
      "fault-seconds": { type: "string" },
      clients: { type: "string", default: "60" },
      channels: { type: "string", default: "20" },
      rate: { type: "string", default: "50" },
      sabotage: { type: "string" },
    },
  });
  return {
    seeds: values.seed.split(",").map((seed) => toNumber("seed", seed, 0)),
    minutes: toNumber("minutes", values.minutes, 0),
    warmUpSeconds: toNumber("warm-up", values["warm-up"], 0),
    deployments: toDeployments(values.deployment),
    faults: values.only === undefined ? allFaults : faultsCalled(values.only.split(",")),
    faultSeconds: toNumberOrNull("fault-seconds", values["fault-seconds"]),
    clients: toNumber("clients", values.clients, 2),
    channels: toNumber("channels", values.channels, 1),
    messagesPerSecond: toNumber("rate", values.rate, 0),
    sabotage: values.sabotage === undefined ? null : sabotageCalled(values.sabotage).name,
  };
}

/** The deployments that are meant; throws a sentence for what is none. */
export function toDeployments(name: string): Deployment[] {
  const found = Object.entries(choices).find(([choice]) => choice === name);
  if (!found) throw new Error(`--deployment must be ${Object.keys(choices).join(", ")}`);
  return [...found[1]];
}

export function toNumberOrNull(name: string, text: string | undefined): number | null {
  return text === undefined ? null : toNumber(name, text, 0);
}

/** A number from the command line; throws a sentence for what is none, or too little. */
export function toNumber(name: string, text: string, least: number): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isFinite(value) && value >= least) return value;
  throw new Error(`--${name} must be a number of at least ${least}, but is "${text}"`);
}
