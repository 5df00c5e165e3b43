import { type FaultProxy, startProxy } from "./proxy.ts";
import { createRandom } from "./random.ts";
import type { Chosen, SwitchAnswer, SwitchOrder } from "./switchboard.ts";

/** The process of a switchboard: it holds the proxies, and does what it is told in the order in which it is told. */
const proxies = new Map<string, FaultProxy>();
let last: Promise<void> = Promise.resolve();

process.on("message", (order: SwitchOrder) => {
  last = last.then(async () => {
    process.send?.(await answerTo(order));
  });
});
// Whoever runs us is gone, however that came about.
process.on("disconnect", () => process.exit(0));
// They end us when they have ended.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => undefined);

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
