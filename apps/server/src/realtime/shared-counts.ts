import type { Logger } from "pino";
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
} from "rate-limiter-flexible";
import { createClient } from "redis";

/** Counts that all nodes of a site keep together, for limits that somebody must not get once a node. */
export interface SharedCounts {
  /** So many points a window of seconds. Where Redis is away, each node allows its share of them by itself. */
  counter(limit: { name: string; points: number; seconds: number }): RateLimiterAbstract;
  close(): void;
}

export interface SharedCountsParts {
  url: string;
  site: string;
  logger: Logger;
  /** How many nodes there are, this one included. */
  nodes(): number;
}

/** A Redis that says nothing for so long is away; it is asked for a sign of life more often than that. */
const SILENT_MS = 2_500;
const PING_EVERY_MS = 1_000;
const DIAL_PAUSE_MAX_MS = 2_000;

export function openSharedCounts({ url, site, logger, nodes }: SharedCountsParts): SharedCounts {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    pingInterval: PING_EVERY_MS,
    socket: {
      connectTimeout: SILENT_MS,
      socketTimeout: SILENT_MS,
      reconnectStrategy: (attempt) => Math.min(50 * 2 ** attempt, DIAL_PAUSE_MAX_MS),
    },
  });
  let isAway = false;
  client.on("error", (error) => {
    if (!isAway) logger.warn({ err: error }, "the shared counts are away; each node counts alone");
    isAway = true;
  });
  client.on("ready", () => {
    isAway = false;
  });
  client.connect().catch(() => undefined);

  return {
    counter({ name, points, seconds }) {
      const alone = new RateLimiterMemory({ keyPrefix: name, points, duration: seconds });
      return new RateLimiterRedis({
        storeClient: client,
        useRedisPackage: true,
        rejectIfRedisNotReady: true,
        keyPrefix: `hallway:${site}:${name}`,
        points,
        duration: seconds,
        insuranceLimiter: shareOf(alone, () => Math.ceil(points / nodes())),
      });
    },
    close() {
      if (client.isOpen) client.destroy();
    },
  };
}

/** The limiter, with as many points as there are at each moment. */
function shareOf(limiter: RateLimiterMemory, points: () => number): RateLimiterMemory {
  return new Proxy(limiter, {
    get(target, property) {
      target.points = points();
      const value: unknown = Reflect.get(target, property);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
