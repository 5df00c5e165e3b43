import { randomUUID } from "node:crypto";
import type { Database } from "../database/client.ts";
import { BUS_TIMING, type Bus, type BusTiming } from "./bus.ts";

/**
 * Knows whether another node hears the bus while this one does not (decision 0019). Those that hear it, and take requests,
 * note when; who is deaf looks there.
 */
export interface BusWitness {
  /** Whether another node heard the bus within the last seconds. Rejects when the database is away. */
  otherHears(): Promise<boolean>;
  /** Takes this node's note back: it ends. Never rejects: a note that cannot be removed is stale soon. */
  withdraw(): Promise<void>;
}

export interface BusWitnessParts {
  bus: Pick<Bus, "health" | "silentMs">;
  database: Database;
  /** Whom a deaf node may leave its people to. */
  takesRequests(): boolean;
  warn(error: unknown, what: string): void;
  timing?: Pick<BusTiming, "noteEvery" | "noteHolds"> | undefined;
}

export function openBusWitness(parts: BusWitnessParts): BusWitness {
  const { bus, database, takesRequests, warn, timing = BUS_TIMING } = parts;
  const node = randomUUID();
  let noting: Promise<void> | null = null;

  const timer = setInterval(() => {
    const isWorthIt = bus.health() === "hearing" && takesRequests() && !database.pulse.isAway();
    if (noting || !isWorthIt) return;
    noting = noteHeard(database, { node, silentMs: bus.silentMs() })
      .catch((error) => warn(error, "could not note that this node hears the bus"))
      .finally(() => {
        noting = null;
      });
  }, timing.noteEvery).unref();

  return {
    otherHears: () => isHeardByOther(database, { node, withinMs: timing.noteHolds }),
    async withdraw() {
      clearInterval(timer);
      await noting;
      await forget(database, node).catch(() => undefined);
    },
  };
}

async function noteHeard(
  database: Database,
  { node, silentMs }: { node: string; silentMs: number },
): Promise<void> {
  const silent = Math.round(silentMs);
  await database.$executeRaw`
    INSERT INTO node (id, heard_at)
    VALUES (${node}::uuid, clock_timestamp() - ${silent}::int * interval '1 millisecond')
    ON CONFLICT (id) DO UPDATE SET heard_at = EXCLUDED.heard_at`;
}

async function isHeardByOther(
  database: Database,
  { node, withinMs }: { node: string; withinMs: number },
): Promise<boolean> {
  const [row] = await database.$queryRaw<{ heard: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM node
      WHERE id <> ${node}::uuid
        AND heard_at > clock_timestamp() - ${withinMs}::int * interval '1 millisecond'
    ) AS heard`;
  return row?.heard ?? false;
}

/** With those that ended without a word. */
async function forget(database: Database, node: string): Promise<void> {
  await database.$executeRaw`
    DELETE FROM node WHERE id = ${node}::uuid OR heard_at < now() - interval '1 day'`;
}
