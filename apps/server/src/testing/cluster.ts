import type { Actor } from "./actor.ts";
import { createDatabase } from "./create-database.ts";
import { type RedisServer, startRedis } from "./redis-server.ts";
import { startServer, type TestServer } from "./start-server.ts";

/** Two nodes of one site: one database, one Redis, each spoken to directly as if there were no balancer. */
export interface Cluster {
  a: TestServer;
  b: TestServer;
  redis: RedisServer;
  /** The same person at another node, with the session they have. */
  at(node: TestServer, person: Actor): Actor;
  close(): Promise<void>;
}

export async function startCluster(env: Record<string, string> = {}): Promise<Cluster> {
  const [database, redis] = await Promise.all([createDatabase(), startRedis()]);
  const shared = {
    ...env,
    REDIS_URL: redis.url,
    SESSION_SECRET: "a secret that all the nodes share",
  };
  const start = () => {
    return startServer(shared, { database: { url: database.url, drop: async () => undefined } });
  };
  const [a, b] = await Promise.all([start(), start()]);
  return {
    a,
    b,
    redis,
    at(node, person) {
      const actor = node.anonymous();
      const { userId, email, name, cookie } = person;
      return Object.assign(actor, { userId, email, name, cookie });
    },
    async close() {
      await Promise.all([a.close(), b.close()]);
      await redis.close();
      await database.drop();
    },
  };
}
