import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const SERVER = join(import.meta.dirname, "../../apps/server/src/main.ts");
/** What a bench that breaks off leaves behind would disturb the next one. */
const END_WITH_PARENT = join(import.meta.dirname, "../../scripts/end-with-parent.mjs");
const CLOCK_TICKS_PER_S = 100;

/** A server in a process of its own. */
export interface ServerProcess {
  url: string;
  /** From the spawn to the sentence that it is ready. */
  readyMs: number;
  /** CPU seconds that it and its children (the database) have used so far. */
  cpuSeconds(): number;
  /** Resident memory of the process alone, in bytes. */
  rssBytes(): number;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** A fresh data folder, removed when the benchmark is over. */
export function dataFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "hallway-bench-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export async function startHallway(
  dataDir: string,
  env: Record<string, string> = {},
): Promise<ServerProcess> {
  return startProcess(SERVER, {
    DATA_DIR: dataDir,
    LOG_LEVEL: "error",
    RATE_LIMITS: "off",
    SIGN_UP: "open",
    ...env,
  });
}

/** Runs a TypeScript file that prints a sentence with "ready" when it serves on `PORT`. */
export async function startProcess(
  file: string,
  env: Record<string, string>,
): Promise<ServerProcess> {
  const port = String(await freePort());
  const started = performance.now();
  const child = spawn(process.execPath, ["--import", END_WITH_PARENT, file], {
    env: { ...process.env, PORT: port, ...env },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  await ready(child);
  const readyMs = performance.now() - started;
  return {
    url: `http://localhost:${port}`,
    readyMs,
    cpuSeconds: () => familyOf(child.pid ?? 0).reduce((sum, pid) => sum + cpuOf(pid), 0),
    rssBytes: () => rssOf(child.pid ?? 0),
    stop: (signal = "SIGTERM") =>
      new Promise((resolve) => {
        if (child.exitCode !== null) return resolve();
        child.once("exit", () => resolve());
        child.kill(signal);
      }),
  };
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`The server ended with ${code}`)));
    child.stdout?.on("data", (chunk: Buffer) => {
      if (chunk.includes("ready")) resolve();
    });
  });
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "localhost", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** The process and all that descend from it, by Linux's /proc; empty where there is none. */
function familyOf(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    if (/^\d+$/.test(name)) parents.set(Number(name), Number(statOf(Number(name))[1] ?? 0));
  }
  const family = [root];
  for (const pid of family) {
    for (const [child, parent] of parents) if (parent === pid) family.push(child);
  }
  return family;
}

function cpuOf(pid: number): number {
  const stat = statOf(pid);
  return (Number(stat[11] ?? 0) + Number(stat[12] ?? 0)) / CLOCK_TICKS_PER_S;
}

function rssOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) * 1_024;
}

/** The fields of /proc/<pid>/stat after the command's name: state, parent, …, user and system ticks. */
function statOf(pid: number): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return [];
  }
}
