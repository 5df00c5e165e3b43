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
  /** People work until so many of their messages are acknowledged. */
  acked: number;
  folder: string;
}

export interface Proof {
  /** The properties that were violated. */
  named: string[];
  /** The faults that none of those names whose task it is. */
  missed: Sabotage[];
  verdict: Verdict;
}

/** How long the faulty server gets to come right; what it was asked to spoil, it will not. */
const PATIENCE_MS = 12_000;
const RAID_EVERY_MS = 700;
/** A server that acknowledges so little has another fault than the wanted one. */
const LONGEST_WORK_MS = 300_000;

/** Lets people work on a server with these faults built in, and asks the checker what is wrong. */
export async function prove(built: readonly Sabotage[], plan: ProofPlan): Promise<Proof> {
  const { deployment, seed, acked } = plan;
  const names = built.map(({ name }) => name);
  const folder = join(plan.folder, names.join("+"));
  const history = createHistory(join(folder, "history.jsonl"));
  const site = await startSite({
    ...{ deployment, folder, history: { write: () => undefined }, diskMegabytes: null },
    preloads: [join(import.meta.dirname, "preload.ts")],
    env: { HALLWAY_SABOTAGE: names.join() },
  });
  try {
    const crowd = { clients: 8, channels: 4, messagesPerSecond: 40 };
    const load = await startLoad({ site: site.view, seed, history, ...crowd });
    await raid(load, acked);
    history.write({ type: "phase", phase: "healed" });
    const settled = await load.quiesce({ timeoutMs: PATIENCE_MS });
    history.write({ type: "settled", ...settled });
    load.noteViews();
    await load.stop();
    await history.close();
    const { databaseUrl } = site.view;
    const verdict = await check({ historyFile: history.file, databaseUrl });
    const violated = verdict.properties.filter(({ violations }) => violations > 0);
    const named = violated.map(({ name }) => name);
    const missed = built.filter(({ namedBy }) => !namedBy.some((name) => named.includes(name)));
    return { named, missed, verdict };
  } finally {
    await site.stop();
  }
}

/** People come and go and lose their sessions while they work. */
async function raid(load: Load, acked: number): Promise<void> {
  const latest = performance.now() + LONGEST_WORK_MS;
  for (let turn = 0; load.progress().acked < acked && performance.now() < latest; turn++) {
    await load.churn(1);
    if (turn % 4 === 0) await load.revokeSessions(1);
    await sleep(RAID_EVERY_MS);
  }
}
