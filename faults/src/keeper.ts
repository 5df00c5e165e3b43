import { setTimeout as pause } from "node:timers/promises";
import type { ManagedProcess } from "./managed-process.ts";

/** Looks after a process as a service manager would: when it ends unasked, it is started again. */
export interface Keeper {
  /** The latest process; null before the first start. */
  current(): ManagedProcess | null;
  /** How its end was ordered, until the next start. */
  order(): { signal: string; agoMs: number } | undefined;
  start(): void;
  /** Resolves when it has ended; it stays down until `start`. */
  end(signal: NodeJS.Signals): Promise<void>;
}

/** `isOver` tells when nothing shall be started any more, whoever wants it. */
export function createKeeper(
  launch: () => ManagedProcess,
  restartAfterMs: number,
  isOver: () => boolean = () => false,
): Keeper {
  let current: ManagedProcess | null = null;
  let isWanted = false;
  let order: { signal: string; at: number } | undefined;
  let watch: Promise<void> | null = null;

  async function lookAfter(): Promise<void> {
    while (isWanted && !isOver()) {
      current = launch();
      await current.ended;
      if (isWanted) await pause(restartAfterMs);
    }
    watch = null;
  }

  return {
    current: () => current,
    order: () => order && { signal: order.signal, agoMs: Math.round(performance.now() - order.at) },
    start() {
      isWanted = true;
      order = undefined;
      watch ??= lookAfter();
    },
    async end(signal) {
      isWanted = false;
      order = { signal, at: performance.now() };
      if (current?.running()) {
        current.signal(signal);
        // Who was stopped can only be told to end once it goes on.
        current.signal("SIGCONT");
      }
      await watch;
    },
  };
}
