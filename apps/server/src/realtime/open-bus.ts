import type { Logger } from "pino";
import type { Config } from "../config.ts";
import type { Database } from "../database/client.ts";
import { type Bus, createNoBus } from "./bus.ts";
import { createRedisBus } from "./bus-redis.ts";
import { readEpoch } from "./epoch.ts";

/** The line to the other nodes, where `REDIS_URL` names one. Sites that share a Redis are told apart by their database. */
export async function openBus({
  config,
  database,
  logger,
}: {
  config: Config;
  database: Database;
  logger: Logger;
}): Promise<Bus> {
  if (!config.redisUrl) return createNoBus();
  return createRedisBus({ url: config.redisUrl, site: await readEpoch(database), logger });
}
