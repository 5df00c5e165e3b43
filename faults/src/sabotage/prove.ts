import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { check } from "../checker.ts";
import type { Deployment, History, Load, Verdict } from "../contract.ts";
import { createHistory } from "../history.ts";
import { startLoad } from "../load.ts";
import { type Site, startSite } from "../site.ts";
import { noteMemory } from "../site-memory.ts";
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
  const isAboutMemory = built.some(({ namedBy }) => namedBy.includes("P15"));
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
    if (isAboutMemory) await keepOn({ site, load, history, acked });
    history.write({ type: "phase", phase: "healed" });
    const settled = await load.quiesce({ timeoutMs: PATIENCE_MS });
    history.write({ type: "settled", ...settled });
    load.noteViews();
    if (isAboutMemory) await noteMemory({ site, history }, "after");
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

type Work = { site: Site; load: Load; history: Pick<History, "write">; acked: number };

/** As much work again, beside which the first has made the server as large as it has to be. */
async function keepOn({ site, load, history, acked }: Work): Promise<void> {
  await noteMemory({ site, history }, "before");
  await raid(load, 2 * acked);
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
