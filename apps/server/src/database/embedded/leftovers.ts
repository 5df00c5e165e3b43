import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "pino";

/**
 * Clears what a killed Hallway left running on a database's folder. Whoever calls this holds the lock of the data
 * folder, so every PostgreSQL process still found there is an orphan.
 */
export async function stopLeftovers(cluster: string, logger: Logger): Promise<void> {
  const pidFile = join(cluster, "postmaster.pid");
  const server = serverIn(pidFile);
  const found = processesIn(cluster, server);
  if (found.length > 0)
    logger.warn({ processes: found }, "Stopping a database left by a killed Hallway");
  for (const [signal, patienceMs] of [
    ["SIGINT", 10_000],
    ["SIGQUIT", 5_000],
    ["SIGKILL", 5_000],
  ] as const) {
    signalAll(processesIn(cluster, server), signal, server);
    if (await areGone(() => processesIn(cluster, server), patienceMs)) break;
  }
  // The number in it may by now belong to a stranger, and PostgreSQL would wait for that one for ever.
  if (process.platform === "linux" && processesIn(cluster, server).length === 0)
    rmSync(pidFile, { force: true });
}

/** The number of the server's process that PostgreSQL wrote down when it started. */
function serverIn(pidFile: string): number | undefined {
  if (!existsSync(pidFile)) return undefined;
  const pid = Number.parseInt(readFileSync(pidFile, "utf8"), 10);
  return pid > 0 ? pid : undefined;
}

function processesIn(cluster: string, server: number | undefined): number[] {
  if (process.platform !== "linux") {
    return server !== undefined && commandOf(server).includes(`-D ${cluster}`) ? [server] : [];
  }
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => worksIn(pid, cluster));
}

function worksIn(pid: number, cluster: string): boolean {
  try {
    const isPostgres = readFileSync(`/proc/${pid}/comm`, "utf8").trim() === "postgres";
    return isPostgres && readlinkSync(`/proc/${pid}/cwd`) === cluster;
  } catch {
    return false;
  }
}

/** A fast shutdown is asked of the server alone, whose children end with it; orphaned children end by themselves. */
function signalAll(pids: number[], signal: NodeJS.Signals, server: number | undefined): void {
  const asked = signal === "SIGINT" ? pids.filter((pid) => pid === server) : pids;
  for (const pid of asked) {
    try {
      process.kill(pid, signal);
    } catch {
      // It ended in this moment.
    }
  }
}

async function areGone(find: () => number[], patienceMs: number): Promise<boolean> {
  const deadline = performance.now() + patienceMs;
  while (find().length > 0) {
    if (performance.now() > deadline) return false;
    await pause(25);
  }
  return true;
}

/** What a process was started with, without quotes, where there is no /proc; empty when it is gone. */
function commandOf(pid: number): string {
  const [program, ...args] =
    process.platform === "win32"
      ? [
          "powershell",
          "-NoProfile",
          "-Command",
          `(Get-CimInstance Win32_Process -Filter 'ProcessId=${pid}').CommandLine`,
        ]
      : ["ps", "-ww", "-p", String(pid), "-o", "command="];
  return spawnSync(program ?? "", args, { encoding: "utf8" }).stdout?.replaceAll('"', "") ?? "";
}
