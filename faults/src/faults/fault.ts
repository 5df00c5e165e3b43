import type { Deployment, Load } from "../contract.ts";
import type { Random } from "../random.ts";
import type { Site } from "../site.ts";

/** One way to hurt a site. */
export interface Fault {
  name: string;
  /** Where it can strike in such a deployment; nowhere means that the deployment cannot have it. */
  targets(deployment: Deployment): string[];
  /** The shortest and the longest time from the strike to the heal, in milliseconds. */
  lasts: [shortest: number, longest: number];
  /** What else is chosen beforehand. */
  choose(random: Random): Detail;
  /** Hurts, and returns how to heal. */
  strike(stage: Stage, order: Order): Promise<Heal>;
}

export type Detail = Record<string, string | number | boolean>;

/** Makes good what was done; resolves when the hurt part is itself again. */
export type Heal = () => Promise<void>;

/** What a fault may lay its hands on. */
export interface Stage {
  site: Site;
  load: Pick<Load, "churn" | "revokeSessions" | "stallReaders">;
}

export interface Order {
  target: string;
  plannedMs: number;
  detail: Detail;
  /** For what is chosen in the moment, such as which of the connections are struck. */
  random: Random;
}

/** A number that was chosen beforehand. */
export function numberIn(detail: Detail, name: string): number {
  const value = detail[name];
  if (typeof value !== "number") throw new Error(`A fault was planned without its ${name}`);
  return value;
}

/** A whole number between two, both included. */
export function between(random: Random, lowest: number, highest: number): number {
  return lowest + random.below(highest - lowest + 1);
}

export function nodeNames(deployment: Deployment): string[] {
  return deployment === "cluster" ? ["node-1", "node-2"] : ["node-1"];
}

export const nothingMore: Heal = async () => undefined;
