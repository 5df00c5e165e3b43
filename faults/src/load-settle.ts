import { setTimeout as sleep } from "node:timers/promises";
import { readHeads } from "./checker-truth.ts";
import type { Client } from "./client.ts";
import type { Settled, SiteView } from "./contract.ts";

const LOOK_EVERY_MS = 250;
/** How many of those who are behind are named. */
const NAMED = 12;

/**
 * Waits until every outbox is empty and every device's clocks are the database's. Nobody is told to ask: what the
 * protocol does by itself has to be enough.
 */
export async function settle(
  site: SiteView,
  clients: readonly Client[],
  { timeoutMs }: { timeoutMs: number },
): Promise<Settled> {
  const started = performance.now();
  for (;;) {
    const behind = await findBehind(site, clients);
    const tookMs = Math.round(performance.now() - started);
    if (behind.length === 0) return { settled: true, tookMs, behind };
    if (tookMs >= timeoutMs) return { settled: false, tookMs, behind: behind.slice(0, NAMED) };
    await sleep(LOOK_EVERY_MS);
  }
}

async function findBehind(site: SiteView, clients: readonly Client[]): Promise<string[]> {
  const busy = clients.filter((client) => !client.isQuiet());
  if (busy.length > 0) return busy.map(whyBusy);
  try {
    const heads = await readHeads(site.databaseUrl);
    return clients.flatMap((client) => whereBehind(client, heads.get(client.user) ?? new Map()));
  } catch (error) {
    return [`the database does not answer: ${error instanceof Error ? error.message : error}`];
  }
}

function whyBusy({ name, waiting, connection, store }: Client): string {
  if (!connection()) return `${name} is not connected`;
  if (waiting() > 0) return `${name} has ${waiting()} messages to send`;
  return `${name} is catching up, epoch ${store.epoch}`;
}

function whereBehind({ name, store }: Client, heads: ReadonlyMap<string, number>): string[] {
  const held = new Map<string, number>(store.clocks);
  const missing = [...heads].filter(([room, clock]) => held.get(room) !== clock);
  const tooMany = [...held.keys()].filter((room) => !heads.has(room));
  return [
    ...missing.map(([room, clock]) => `${name} has ${room} at ${held.get(room)}, not ${clock}`),
    ...tooMany.map((room) => `${name} still has ${room}`),
  ];
}
