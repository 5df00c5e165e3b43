import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { check } from "../checker.ts";
import type { Deployment, Load, Verdict } from "../contract.ts";
import { createHistory } from "../history.ts";
import { startLoad } from "../load.ts";
import { startSite } from "../site.ts";
import type { Sabotage } from "./sabotage.ts";

export interface ProofPlan {
  deployment: Deployment;
  seed: number;
  /** How long people work on the sabotaged site. */
  workMs: number;
  folder: string;
}

export interface Proof {
  sabotage: Sabotage;
  /** The properties that were violated. */
  named: string[];
  /** Whether one of those is among them that have to. */
  isNamed: boolean;
  verdict: Verdict;
}

/** How long the faulty server gets to come right; what it was asked to spoil, it will not. */
const PATIENCE_MS = 12_000;
const RAID_EVERY_MS = 700;

/** Lets people work on a server with this fault built in, and asks the checker what is wrong. */
export async function prove(sabotage: Sabotage, plan: ProofPlan): Promise<Proof> {
  const { deployment, seed, workMs } = plan;
  const folder = join(plan.folder, sabotage.name);
  const history = createHistory(join(folder, "history.jsonl"));
  const site = await startSite({
    ...{ deployment, folder, history: { write: () => undefined }, diskMegabytes: null },
    preloads: [join(import.meta.dirname, "preload.ts")],
    env: { HALLWAY_SABOTAGE: sabotage.name },
  });
  try {
    const crowd = { clients: 8, channels: 4, messagesPerSecond: 40 };
    const load = await startLoad({ site: site.view, seed, history, ...crowd });
    await raid(load, workMs);
    history.write({ type: "phase", phase: "healed" });
    const settled = await load.quiesce({ timeoutMs: PATIENCE_MS });
    history.write({ type: "settled", ...settled });
    await load.stop();
    await history.close();
    const { databaseUrl } = site.view;
    const verdict = await check({ historyFile: history.file, databaseUrl });
    const named = verdict.properties.filter(({ violations }) => violations > 0);
    const names = named.map(({ name }) => name);
    const isNamed = sabotage.namedBy.some((name) => names.includes(name));
    return { sabotage, named: names, isNamed, verdict };
  } finally {
    await site.stop();
  }
}

/** People come and go and lose their sessions while they work. */
async function raid(load: Load, workMs: number): Promise<void> {
  const until = performance.now() + workMs;
  for (let turn = 0; performance.now() < until; turn++) {
    await load.churn(1);
    if (turn % 4 === 0) await load.revokeSessions(1);
    await sleep(RAID_EVERY_MS);
  }
}
