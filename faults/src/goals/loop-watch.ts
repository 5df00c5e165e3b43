import { setTimeout as pause } from "node:timers/promises";
import type { SiteNode } from "../site-node.ts";

/** Reads from the nodes' own metrics how long their event loops stood still; the longest since the watch began. */
export interface LoopWatch {
  /** Ends the watch; in milliseconds. */
  end(): Promise<number>;
}

const EVERY_MS = 1_000;

/** Resolves when what was before is forgotten: each look begins a new stretch at the node. */
export async function watchLoops(nodes: readonly SiteNode[]): Promise<LoopWatch> {
  const over = new AbortController();
  let longest = 0;

  async function look(): Promise<void> {
    // A node that is away has no loop that could stand still.
    const stalls = await Promise.all(nodes.map((node) => readStall(node).catch(() => 0)));
    longest = Math.max(longest, ...stalls);
  }

  async function keepLooking(): Promise<void> {
    while (!over.signal.aborted) {
      await pause(EVERY_MS, undefined, { signal: over.signal }).catch(() => undefined);
      await look();
    }
  }

  await look();
  longest = 0;
  const looking = keepLooking();
  return {
    async end() {
      over.abort();
      await looking;
      return longest * 1_000;
    },
  };
}

/** In seconds. */
async function readStall({ directUrl }: SiteNode): Promise<number> {
  const text = await (await fetch(`${directUrl}/metrics`)).text();
  const [, seconds] = /^nodejs_eventloop_lag_max_seconds (\S+)$/m.exec(text) ?? [];
  if (seconds === undefined) throw new Error("A node does not tell of its event loop");
  return Number(seconds);
}
