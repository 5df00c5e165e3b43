import { setTimeout as pause } from "node:timers/promises";
import type { History } from "./contract.ts";
import type { Stage } from "./faults/fault.ts";
import { clash, type PlannedFault } from "./nemesis-plan.ts";
import { createRandom } from "./random.ts";
import { until } from "./waiting.ts";

export interface NemesisPlan {
  schedule: readonly PlannedFault[];
  seed: number;
  stage: Stage;
  history: Pick<History, "write">;
  /** Tells whoever watches. */
  say(line: string): void;
}

const mostAtOnce = 2;

/**
 * Lets every planned fault strike when its time has come, at most two at once and never two on the same part, and
 * resolves when all are healed. On a busy machine they come later, never in another order.
 */
export async function runNemesis({ schedule, seed, stage, history, say }: NemesisPlan) {
  const began = performance.now();
  const active = new Map<number, string>();
  const running: Promise<void>[] = [];

  async function live(planned: PlannedFault): Promise<void> {
    const { id, fault, target, plannedMs, detail } = planned;
    const struckAt = performance.now();
    const line = { id, name: fault.name, target };
    history.write({ type: "fault", ...line, plannedMs, detail });
    say(`${seconds(struckAt - began)}  ${inWords(planned)}`);
    const random = createRandom(seed * 1_000 + id);
    const heal = await fault.strike(stage, { target, plannedMs, detail, random });
    await pause(Math.max(0, plannedMs - (performance.now() - struckAt)));
    await heal();
    const tookMs = Math.round(performance.now() - struckAt);
    history.write({ type: "heal", ...line, tookMs });
    say(`${seconds(performance.now() - began)}  healed: ${fault.name} ${target}`);
  }

  for (const planned of schedule) {
    await pause(Math.max(0, planned.atMs - (performance.now() - began)));
    await until("the faults before are healed", () => mayStrike(planned, [...active.values()]));
    active.set(planned.id, planned.target);
    const life = live(planned).finally(() => active.delete(planned.id));
    life.catch(() => undefined);
    running.push(life);
  }
  await Promise.all(running);
}

function mayStrike({ target }: PlannedFault, struck: string[]): boolean {
  return struck.length < mostAtOnce && !struck.some((other) => clash(other, target));
}

/** Says what will happen, for a person. */
export function inWords({ fault, target, plannedMs, detail }: PlannedFault): string {
  const words = Object.entries(detail).map(([name, value]) => `${name} ${value}`);
  return [`${fault.name} ${target}`, `${plannedMs} ms`, ...words].join(", ");
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1).padStart(7)} s`;
}
