import type { Deployment } from "../contract.ts";
import { faultsCalled } from "../faults/all-faults.ts";
import { between, type Detail, type Fault } from "../faults/fault.ts";
import type { PlannedFault } from "../nemesis-plan.ts";
import { createRandom, type Random } from "../random.ts";

/** One kind of fault that strikes again and again at the same pace. */
export interface Beat {
  fault: string | Fault;
  /** When it strikes first; one beat after the start unless said otherwise. */
  firstAtMs?: number;
  everyMs: number;
  times: number;
  lastsMs: readonly [shortest: number, longest: number];
  /** Whom it strikes, one after the other; the seed chooses among all where nothing is said. */
  targets?: readonly string[];
  /** What else is chosen, for this turn (from 0). */
  detail?: (random: Random, turn: number) => Detail;
}

/** The strikes of a beat; the same seed makes the same. */
export function strikesOf(
  beat: Beat,
  { seed, deployment }: { seed: number; deployment: Deployment },
): PlannedFault[] {
  const { everyMs, firstAtMs = everyMs, times, lastsMs } = beat;
  const random = createRandom(seed);
  const fault = faultOf(beat);
  const detail = beat.detail ?? ((chance: Random) => fault.choose(chance));
  return Array.from({ length: times }, (_, turn) => ({
    id: turn + 1,
    fault,
    target: targetOf(beat, turn) ?? random.pick(fault.targets(deployment)),
    atMs: firstAtMs + turn * everyMs,
    plannedMs: between(random, ...lastsMs),
    detail: detail(random, turn),
  }));
}

/** Several beats in one schedule, in the order of their times. */
export function together(...beats: PlannedFault[][]): PlannedFault[] {
  return beats
    .flat()
    .sort((one, other) => one.atMs - other.atMs)
    .map((planned, index) => ({ ...planned, id: index + 1 }));
}

/** How often a beat fits into the minutes of a run. */
export function timesIn(minutes: number, everyMs: number): number {
  return Math.max(1, Math.floor((minutes * 60_000) / everyMs));
}

function faultOf({ fault }: Beat): Fault {
  if (typeof fault !== "string") return fault;
  const [found] = faultsCalled([fault]);
  if (!found) throw new Error(`There is no fault "${fault}"`);
  return found;
}

function targetOf({ targets = [] }: Beat, turn: number): string | undefined {
  return targets[turn % targets.length];
}
