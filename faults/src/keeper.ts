import { setTimeout as pause } from "node:timers/promises";
import type { ManagedProcess } from "./managed-process.ts";

/** Looks after a process as a service manager would: when it ends unasked, it is started again. */
export interface Keeper {
  /** The latest process; null before the first start. */
  current(): ManagedProcess | null;
  /** False once its end was asked for. */
  isWanted(): boolean;
  start(): void;
  /** Resolves when it has ended; it stays down until `start`. */
  end(signal: NodeJS.Signals): Promise<void>;
}

export function createKeeper(launch: () => ManagedProcess, restartAfterMs: number): Keeper {
  let current: ManagedProcess | null = null;
  let isWanted = false;
  let watch: Promise<void> | null = null;

  async function lookAfter(): Promise<void> {
    while (isWanted) {
      current = launch();
      await current.ended;
      if (isWanted) await pause(restartAfterMs);
    }
    watch = null;
  }

  return {
    current: () => current,
    isWanted: () => isWanted,
    start() {
      isWanted = true;
      watch ??= lookAfter();
    },
    async end(signal) {
      isWanted = false;
      if (current?.running()) {
        current.signal(signal);
        // Who was stopped can only be told to end once it goes on.
        current.signal("SIGCONT");
      }
      await watch;
    },
  };
}
