import type { Deployment } from "./contract.ts";
import { between, type Detail, type Fault } from "./faults/fault.ts";
import { createRandom, type Random } from "./random.ts";

/** A fault that will strike: when (from the start of the faults), where, for how long. */
export interface PlannedFault {
  id: number;
  fault: Fault;
  target: string;
  atMs: number;
  plannedMs: number;
  detail: Detail;
}

export interface SchedulePlan {
  seed: number;
  deployment: Deployment;
  /** All faults have struck and are healed by then. */
  durationMs: number;
  /** How long every fault lasts; without it each chooses between its shortest and longest time. */
  eachMs?: number | null;
  faults: readonly Fault[];
}

/** How often the next fault comes while the last one still hurts. */
const overlaps = 0.35;
const calmMs = [1_000, 4_000] as const;

/**
 * Chooses what happens when; the same plan always gives the same schedule. Every kind of fault has its turn before one
 * comes again.
 */
export function scheduleFaults({
  seed,
  deployment,
  durationMs,
  eachMs,
  faults,
}: SchedulePlan): PlannedFault[] {
  const random = createRandom(seed);
  const possible = faults.filter((fault) => fault.targets(deployment).length > 0);
  if (possible.length === 0) return [];
  const schedule: PlannedFault[] = [];
  let bag: Fault[] = [];
  let atMs = between(random, ...calmMs);
  for (;;) {
    if (bag.length === 0) bag = shuffled(possible, random);
    const fault = bag.pop();
    if (!fault) return schedule;
    const target = random.pick(fault.targets(deployment));
    const chosenMs = Math.min(between(random, ...fault.lasts), Math.round(durationMs / 3));
    const plannedMs = eachMs ?? chosenMs;
    const detail = fault.choose(random);
    if (atMs + plannedMs > durationMs) return schedule;
    schedule.push({ id: schedule.length + 1, fault, target, atMs, plannedMs, detail });
    const isOverlapped = random.chance(overlaps);
    const calm = between(random, ...calmMs);
    atMs += isOverlapped ? Math.round(plannedMs / 2) : plannedMs + calm;
  }
}

function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const left = [...items];
  const result: Item[] = [];
  while (left.length > 0) result.push(...left.splice(random.below(left.length), 1));
  return result;
}

/** Whether two faults would be one and the same wound, so that healing one would heal the other. */
export function clash(one: string, other: string): boolean {
  if (one === other) return true;
  const pair = [one, other].sort().join(" ");
  return /^node-\d nodes$/.test(pair) || pair === "disk postgres";
}
