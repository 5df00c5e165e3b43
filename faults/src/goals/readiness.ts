import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import type { RunRecord } from "../checker-record.ts";
import type { Meanwhile } from "../run.ts";
import type { SiteNode } from "../site-node.ts";
import type { Measure } from "./goal.ts";
import { faultsOf } from "./timing-figures.ts";

/** What a node answers at `/readyz`: `ready`, `degraded`, the reason why it is not ready, or `silent`. */
type Word = string;

const LOOK_EVERY_MS = 250;
const PATIENCE_MS = 5_000;
/** How long a node may need to say that it is itself again, once all is healed. */
const RECOVERS_WITHIN_MS = 60_000;

/** Asks every node whether it is ready until all are healed and ready, and notes each change of mind. */
export const watchReadiness: Meanwhile = async ({ site, history, healed }) => {
  const words = new Map<string, Word>();
  let endsAt = Number.POSITIVE_INFINITY;
  void healed.finally(() => {
    endsAt = performance.now() + RECOVERS_WITHIN_MS;
  });
  const isOver = () => {
    const now = performance.now();
    const isHealed = endsAt < Number.POSITIVE_INFINITY;
    return now > endsAt || (isHealed && [...words.values()].every((word) => word === READY));
  };
  while (!isOver()) {
    const found = await Promise.all(
      site.nodes.map(async (node) => [node, await ask(node)] as const),
    );
    for (const [{ name }, word] of found) {
      if (words.get(name) === word) continue;
      words.set(name, word);
      history.write({ type: "measured", name: lineOf(name, word), value: 1 });
    }
    await pause(LOOK_EVERY_MS);
  }
};

/** From each strike on a node's way to the bus until the node leaves readiness for it; of all strikes the longest time. */
export function leavesAfter(fault: string, atMostMs: number): Measure {
  return {
    name: "a deaf node leaves readiness after",
    unit: "ms",
    limit: { atMost: atMostMs },
    read: ({ record }) =>
      longest(faultsOf(record, fault), ({ target, from }) =>
        waitFor(record, { node: nodeIn(target), word: "bus", from }),
      ),
  };
}

/** From the end of each strike until the node is ready again. */
export function returnsAfter(fault: string, atMostMs: number): Measure {
  return {
    name: "it is ready again after",
    unit: "ms",
    limit: { atMost: atMostMs },
    read: ({ record }) =>
      longest(faultsOf(record, fault), ({ target, to }) =>
        waitFor(record, { node: nodeIn(target), word: READY, from: to }),
      ),
  };
}

/** Moments at which no node was ready, and the bus was the reason for one of them. */
export const siteOutForTheBus: Measure = {
  name: "moments without a ready node for want of the bus",
  limit: { atMost: 0 },
  read: ({ record }) => {
    const words = new Map<string, Word>();
    const moments = wordsIn(record).map(({ node, word }) => {
      words.set(node, word);
      const all = [...words.values()];
      return all.includes("bus") && !all.some((one) => one === READY || one === DEGRADED);
    });
    return moments.length > 0 ? moments.filter((isOut) => isOut).length : null;
  },
};

/** How often a node said that it is ready although nobody hears; none is no proof that it stayed. */
export const readyWithoutTheBus: Measure = {
  name: "nodes that stayed ready without the bus",
  limit: { atLeast: 2 },
  read: ({ record }) => {
    const nodes = wordsIn(record).filter(({ word }) => word === DEGRADED);
    return new Set(nodes.map(({ node }) => node)).size;
  },
};

const READY = "ready";
const DEGRADED = "degraded";
const Readiness = z.object({
  ok: z.boolean(),
  reason: z.string().optional(),
  degraded: z.string().optional(),
});

async function ask({ directUrl }: SiteNode): Promise<Word> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetch(`${directUrl}/readyz`, { signal });
    const { ok, reason, degraded } = Readiness.parse(await response.json());
    if (!ok) return reason ?? "unready";
    return degraded ? DEGRADED : READY;
  } catch {
    return "silent";
  }
}

function lineOf(node: string, word: Word): string {
  return `${node} readyz ${word}`;
}

function wordsIn({ measured }: RunRecord): { node: string; word: Word; at: number }[] {
  return measured.flatMap(({ name, at }) => {
    const [node, about, word] = name.split(" ");
    return node && about === "readyz" && word ? [{ node, word, at }] : [];
  });
}

/** `node-1-redis` is the way of `node-1`. */
function nodeIn(target: string): string {
  return target.replace(/-redis$/, "");
}

/** Nought where it says so already; infinity where it never does. */
function waitFor(
  record: RunRecord,
  { node, word, from }: { node: string; word: Word; from: number },
): number {
  const said = wordsIn(record).filter((line) => line.node === node);
  if (said.findLast(({ at }) => at <= from)?.word === word) return 0;
  const next = said.find((line) => line.at > from && line.word === word);
  return next ? next.at - from : Number.POSITIVE_INFINITY;
}

function longest<Thing>(things: readonly Thing[], wait: (thing: Thing) => number): number | null {
  return things.length > 0 ? Math.round(Math.max(...things.map(wait))) : null;
}
