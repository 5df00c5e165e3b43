import { parentPort } from "node:worker_threads";
import { type FaultProxy, startProxy } from "./proxy.ts";
import { createRandom } from "./random.ts";
import type { Chosen, SwitchAnswer, SwitchOrder } from "./switchboard.ts";

/** The thread of a switchboard: it holds the proxies, and does what it is told in the order in which it is told. */
const proxies = new Map<string, FaultProxy>();
let last: Promise<void> = Promise.resolve();

parentPort?.on("message", (order: SwitchOrder) => {
  last = last.then(async () => parentPort?.postMessage(await answerTo(order)));
});

async function answerTo(order: SwitchOrder): Promise<SwitchAnswer> {
  try {
    await follow(order);
    return { number: order.number, problem: null };
  } catch (error) {
    return { number: order.number, problem: error instanceof Error ? error.message : "unknown" };
  }
}

async function follow(order: SwitchOrder): Promise<void> {
  if (order.what === "open") {
    proxies.set(order.name, await startProxy(order));
    return;
  }
  const proxy = proxies.get(order.name);
  if (!proxy) throw new Error(`There is no link ${order.name}`);
  if (order.what === "set") proxy.set(order.mode, strikesOf(order.chosen));
  else proxy.reset(strikesOf(order.chosen));
}

function strikesOf(chosen: Chosen | null): () => boolean {
  if (!chosen) return () => true;
  const random = createRandom(chosen.seed);
  return () => random.chance(chosen.share);
}
