import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import type { Warden } from "./warden.ts";

/** How a process ended. */
export type Ending = { code: number | null; signal: NodeJS.Signals | null };

/** A process of ours that can be hurt. */
export interface ManagedProcess {
  pid: number;
  running(): boolean;
  ended: Promise<Ending>;
  signal(signal: NodeJS.Signals): void;
}

/** What to start, and where what it says goes (appended). */
export interface LaunchPlan {
  command: string;
  args: string[];
  env: Record<string, string>;
  logFile: string;
  warden: Warden;
  /** The account to run as, where that is not ours. */
  owner?: { uid: number; gid: number } | undefined;
}

/** Starts a process that ends with us at the latest. */
export function launch({ command, args, env, logFile, warden, owner }: LaunchPlan): ManagedProcess {
  const log = openSync(logFile, "a");
  const child = spawn(command, args, {
    ...owner,
    cwd: "/",
    env,
    stdio: ["ignore", log, log],
    // A group of its own: what Ctrl-C tells us is told on in order.
    detached: true,
  });
  closeSync(log);
  const pid = child.pid ?? 0;
  if (pid > 0) warden.watch(pid);
  const ended = endOf(child).then((ending) => {
    if (pid > 0) warden.forget(pid);
    return ending;
  });
  return {
    pid,
    running: () => pid > 0 && child.exitCode === null && child.signalCode === null,
    ended,
    signal: (signal) => child.kill(signal),
  };
}

function endOf(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve) => {
    child.once("error", () => resolve({ code: -1, signal: null }));
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
}
