import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { judge, readRecord } from "./checker.ts";
import type { RunRecord } from "./checker-record.ts";
import type {
  Deployment,
  History,
  HistoryLine,
  Load,
  PropertyVerdict,
  Settled,
  SiteLine,
  Verdict,
} from "./contract.ts";
import { createHistory } from "./history.ts";
import { startLoad } from "./load.ts";
import { runNemesis } from "./nemesis.ts";
import type { PlannedFault } from "./nemesis-plan.ts";
import { watchOwnPace } from "./own-pace.ts";
import { type Site, startSite } from "./site.ts";
import { noteMemory } from "./site-memory.ts";
import { judgeSite } from "./site-verdict.ts";
import { watchSite } from "./site-watch.ts";

export interface RunPlan {
  deployment: Deployment;
  seed: number;
  /** How long everything is left in peace first. */
  warmUpMs: number;
  /** How long people work without a fault where none is planned; else the time that the schedule fills. */
  faultsMs: number;
  schedule: readonly PlannedFault[];
  /** What is done or watched beside the faults; the run goes on until it has ended. */
  meanwhile?: Meanwhile;
  /** Settings of the nodes beyond the usual. */
  env?: Record<string, string>;
  clients: number;
  channels: number;
  messagesPerSecond: number;
  /** A deliberate fault to build into the server; null for the server as it is. */
  sabotage: string | null;
  /** Where the history and the logs go. */
  folder: string;
  /** Tells whoever watches. */
  say(line: string): void;
}

/** Something of a run's own; what it finds out goes into the history as `measured`. */
export type Meanwhile = (stage: {
  site: Site;
  load: Load;
  history: History;
  /** Resolves when all planned faults are healed. */
  healed: Promise<void>;
}) => Promise<void>;

export interface RunOutcome {
  verdict: Verdict;
  /** All that was judged. */
  record: RunRecord;
  historyFile: string;
  /** What the nodes logged as errors, and how often. */
  errors: Map<string, number>;
}

const quiesceWithinMs = 240_000;
/** Before that much time under load a node still grows to its size, so that its memory says nothing. */
const warmAfterMs = 60_000;
const progressEveryMs = 10_000;

/** One site, one load, one seeded series of faults; then everything has to come right, and is judged. */
export async function runFaults(plan: RunPlan): Promise<RunOutcome> {
  const history = createHistory(join(plan.folder, "history.jsonl"));
  const { deployment, seed, clients, channels, sabotage } = plan;
  history.write({ type: "run", seed, deployment, clients, channels, sabotage });
  const witness = createWitness(history);
  const site = await startSite({
    deployment,
    folder: plan.folder,
    history: witness,
    diskMegabytes: diskMegabytesFor(plan),
    ...builtIn(plan),
  });
  const watch = watchSite(site, witness);
  try {
    const load = await startLoad({ ...plan, site: site.view, history });
    const settled = await strikeAndSettle({ plan, site, load, history });
    await load.stop();
    await witness.close();
    // An embedded database ends with its node: the truth is read before that, and the node's end judged after.
    const { databaseUrl } = site.view;
    const record = await readRecord({ historyFile: history.file, databaseUrl });
    const verdict = judge(record);
    await site.stop();
    watch.stop();
    return {
      record,
      verdict: withSite(verdict, { site: judgeSite(witness.seen), settled }),
      historyFile: history.file,
      errors: watch.errors,
    };
  } catch (error) {
    watch.stop();
    await site.stop();
    throw error;
  }
}

type Stage = { plan: RunPlan; site: Site; load: Load; history: History };

async function strikeAndSettle({ plan, site, load, history }: Stage): Promise<Settled> {
  const endWatch = watchOwnPace(history);
  const progress = setInterval(() => plan.say(progressLine(load)), progressEveryMs);
  try {
    history.write({ type: "phase", phase: "load" });
    await pause(plan.warmUpMs);
    if (plan.warmUpMs > warmAfterMs) await noteMemory({ site, history }, "before");
    history.write({ type: "phase", phase: "faults" });
    const healed = runNemesis({
      schedule: possibleFaults(plan, { site, history }),
      seed: plan.seed,
      stage: { site, load },
      history,
      say: plan.say,
    });
    await Promise.all([
      healed,
      plan.meanwhile?.({ site, load, history, healed }),
      plan.schedule.length === 0 && pause(plan.faultsMs),
    ]);
    history.write({ type: "phase", phase: "healed" });
    plan.say("all healed; waiting until everyone has caught up");
    const settled = await load.quiesce({ timeoutMs: quiesceWithinMs });
    history.write({ type: "settled", ...settled });
    load.noteViews();
    history.write({ type: "phase", phase: "quiesced" });
    if (plan.warmUpMs > warmAfterMs) await noteMemory({ site, history }, "after");
    return settled;
  } finally {
    clearInterval(progress);
    endWatch();
  }
}

/** The schedule without what this machine cannot have; the rest of it stays as it is. */
function possibleFaults(
  plan: RunPlan,
  { site, history }: Pick<Stage, "site" | "history">,
): PlannedFault[] {
  const schedule = [...plan.schedule];
  if (site.disk) return schedule;
  if (schedule.some(isAboutDisk)) {
    const reason = "only root on Linux may mount a small disk";
    history.write({ type: "left-out", name: "disk-full", reason });
    plan.say(`left out: disk-full (${reason})`);
  }
  return schedule.filter((planned) => !isAboutDisk(planned));
}

function isAboutDisk({ target }: PlannedFault): boolean {
  return target === "disk";
}

/** Room for the database and what it writes in that time; none where no disk will be full. */
function diskMegabytesFor({ schedule, faultsMs }: RunPlan): number | null {
  if (!schedule.some(isAboutDisk)) return null;
  return Math.round(600 + Math.min(1_400, faultsMs / 500));
}

function builtIn({ sabotage, env = {} }: RunPlan) {
  if (sabotage === null) return { env };
  return {
    preloads: [join(import.meta.dirname, "sabotage/preload.ts")],
    env: { ...env, HALLWAY_SABOTAGE: sabotage },
  };
}

/** Keeps what the harness sees of the site, beyond the end of the history. */
function createWitness(history: History) {
  const seen: SiteLine[] = [];
  let isOpen = true;
  return {
    seen,
    write(line: HistoryLine) {
      if (line.type === "started" || line.type === "ended") seen.push(line);
      if (line.type === "complaint" || line.type === "leak") seen.push(line);
      if (isOpen) history.write(line);
    },
    close() {
      isOpen = false;
      return history.close();
    },
  };
}

function withSite(
  verdict: Verdict,
  { site, settled }: { site: PropertyVerdict[]; settled: Settled },
): Verdict {
  const properties = [...verdict.properties, ...site];
  const behind = settled.settled ? [] : [`Not everyone caught up: ${settled.behind.join("; ")}`];
  return {
    ...verdict,
    ok: verdict.ok && settled.settled && site.every(({ violations }) => violations === 0),
    properties,
    warnings: [...verdict.warnings, ...behind],
  };
}

function progressLine(load: Load): string {
  const { acked, waiting, deliveries, connected } = load.progress();
  return `          acked ${acked}, waiting ${waiting}, deliveries ${deliveries}, connected ${connected}`;
}
