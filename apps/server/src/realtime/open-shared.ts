import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "pino";
import type { Config } from "../config.ts";
import type { Database } from "../database/client.ts";
import { isDatabaseAway } from "../database/database-away.ts";
import { type Bus, type BusTiming, createNoBus } from "./bus.ts";
import { createRedisBus } from "./bus-redis.ts";
import { openSharedCounts, type SharedCounts } from "./shared-counts.ts";

/** What this node has in common with others beside the database; both by Redis, where `REDIS_URL` names one. */
export interface Shared {
  bus: Bus;
  /** Null where there are no other nodes. */
  counts: SharedCounts | null;
}

/** Sites that share a Redis are told apart by their database. */
export async function openShared({
  config,
  database,
  logger,
  busTiming,
}: {
  config: Config;
  database: Database;
  logger: Logger;
  busTiming?: BusTiming | undefined;
}): Promise<Shared> {
  if (!config.redisUrl) return { bus: createNoBus(), counts: null };
  const place = { url: config.redisUrl, site: await readSite(database), logger };
  const bus = createRedisBus({ ...place, timing: busTiming });
  return { bus, counts: openSharedCounts({ ...place, nodes: bus.nodes }) };
}

/** A database that is busy at this moment is no reason not to start. */
export async function readSite(
  database: Pick<Database, "installation">,
  retryInMs = RETRY_IN_MS,
): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    try {
      return (await database.installation.findUniqueOrThrow({ where: { id: 1 } })).epoch;
    } catch (error) {
      if (attempt === MAX_ATTEMPTS || !isDatabaseAway(error)) throw error;
      await pause(retryInMs);
    }
  }
}

const RETRY_IN_MS = 500;
/** Each waits up to two seconds for a connection: a minute in all. */
const MAX_ATTEMPTS = 25;
