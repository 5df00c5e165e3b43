import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { History, NodeMemory } from "./contract.ts";
import { createKeeper } from "./keeper.ts";
import { type LaunchPlan, launch, type ManagedProcess } from "./managed-process.ts";
import { until } from "./waiting.ts";

const server = join(import.meta.dirname, "../../apps/server/src/main.ts");
const ownPreloads = ["clock-preload.ts", "memory-preload.ts"].map((name) =>
  join(import.meta.dirname, name),
);
const restartAfterMs = 1_000;

/** One Hallway server of the site, looked after as a service manager would: when it ends unasked, it is started again. */
export interface SiteNode {
  name: string;
  /** Through the fault proxy, as everyone comes. */
  url: string;
  /** Past the proxy. */
  directUrl: string;
  logFile: string;
  running(): boolean;
  /**
   * Resolves when it serves; a node that gives up while starting is started again. Rejects with its last words when it has
   * given up so often, or when nothing comes of it for minutes.
   */
  start(patience?: { mostFailures: number }): Promise<void>;
  /** Ends it on purpose; resolves when it has ended. It stays down until `start`. */
  kill(signal: NodeJS.Signals): Promise<void>;
  stop(): void;
  cont(): void;
  /** Moves its wall clock this far beside the true time. */
  setClock(offsetMs: number): void;
  /** Collects the garbage of its own process, and tells what is left; null when it does not serve. */
  memory(): Promise<NodeMemory | null>;
}

/** What it takes to run one node. */
export interface NodePlan {
  name: string;
  url: string;
  port: number;
  /** The settings of Hallway, beyond the port. */
  env: Record<string, string>;
  /** Files to load before the server. */
  preloads: string[];
  /** Where its log and its clock lie. */
  folder: string;
  warden: LaunchPlan["warden"];
  history: Pick<History, "write">;
}

export function createNode(plan: NodePlan): SiteNode {
  const directUrl = `http://127.0.0.1:${plan.port}`;
  const logFile = join(plan.folder, `${plan.name}.log`);
  const clockFile = join(plan.folder, `${plan.name}.clock`);
  const memoryFile = join(plan.folder, `${plan.name}.memory`);
  const imports = [...ownPreloads, ...plan.preloads].flatMap((file) => ["--import", file]);
  const keeper = createKeeper(launchNode, restartAfterMs, plan.warden.isOver);
  let serving: ManagedProcess | null = null;
  let failures = 0;

  function launchNode(): ManagedProcess {
    const started = performance.now();
    const node = launch({
      command: process.execPath,
      args: [...imports, server],
      env: {
        ...plan.env,
        PORT: String(plan.port),
        HALLWAY_FAULTS_CLOCK: clockFile,
        HALLWAY_FAULTS_MEMORY: memoryFile,
      },
      logFile,
      warden: plan.warden,
    });
    void node.ended.then((ending) => {
      const order = keeper.order();
      const phase = serving === node ? "serving" : "starting";
      if (phase === "starting" && !order) failures++;
      const how = { ...ending, ordered: order !== undefined, phase } as const;
      plan.history.write({ type: "ended", node: plan.name, ...how, ...(order && { order }) });
    });
    void serves(node, directUrl).then((does) => {
      if (!does) return;
      serving = node;
      const readyMs = Math.round(performance.now() - started);
      plan.history.write({ type: "started", node: plan.name, pid: node.pid, readyMs });
    });
    return node;
  }

  return {
    name: plan.name,
    url: plan.url,
    directUrl,
    logFile,
    running: () => keeper.current()?.running() ?? false,
    async start({ mostFailures } = { mostFailures: Number.POSITIVE_INFINITY }) {
      failures = 0;
      keeper.start();
      try {
        await until(`${plan.name} serves`, () => {
          if (failures >= mostFailures) throw new Error(`${plan.name} gave up ${failures} times`);
          return serving?.running() ?? false;
        });
      } catch (error) {
        throw new Error(`${plan.name} cannot start\n${lastWords(logFile)}`, { cause: error });
      }
    },
    kill: (signal) => keeper.end(signal),
    stop: () => keeper.current()?.signal("SIGSTOP"),
    cont: () => keeper.current()?.signal("SIGCONT"),
    setClock(offsetMs) {
      writeFileSync(clockFile, String(offsetMs));
      if (serving?.running()) serving.signal("SIGUSR2");
    },
    async memory() {
      const asked = serving;
      if (!asked?.running()) return null;
      writeFileSync(memoryFile, "");
      asked.signal("SIGUSR2");
      const answer = () => readFileSync(memoryFile, "utf8");
      await until(`${plan.name} tells of its memory`, () => !asked.running() || answer() !== "");
      return asked.running() ? JSON.parse(answer()) : null;
    },
  };
}

/** Resolves to whether it came so far that it answers. */
async function serves(node: ManagedProcess, url: string): Promise<boolean> {
  while (node.running()) {
    if (await answers(url)) return node.running();
    await pause(100);
  }
  return false;
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/startupz`, { signal: AbortSignal.timeout(5_000) });
    return response.ok;
  } catch {
    return false;
  }
}

const lastLines = 20;

/** The end of a log. */
function lastWords(logFile: string): string {
  const lines = readFileSync(logFile, "utf8").trimEnd().split("\n");
  return lines.slice(-lastLines).join("\n");
}
