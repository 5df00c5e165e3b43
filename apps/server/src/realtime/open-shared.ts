import type { Logger } from "pino";
import type { Config } from "../config.ts";
import type { Database } from "../database/client.ts";
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
  const { epoch } = await database.installation.findUniqueOrThrow({ where: { id: 1 } });
  const place = { url: config.redisUrl, site: epoch, logger };
  const bus = createRedisBus({ ...place, timing: busTiming });
  return { bus, counts: openSharedCounts({ ...place, nodes: bus.nodes }) };
}
