import { mkdirSync } from "node:fs";
import type { Deployment, History, SiteView } from "./contract.ts";
import type { Disk } from "./disk.ts";
import { freePort } from "./free-port.ts";
import { startPostgres } from "./postgres.ts";
import { type FaultProxy, startProxy } from "./proxy.ts";
import { type SiteRedis, startRedis } from "./redis.ts";
import { embeddedDatabase, embeddedPidFile, type SiteDatabase } from "./site-database.ts";
import { type Ground, prepareGround } from "./site-ground.ts";
import { createNode, type SiteNode } from "./site-node.ts";

/** A whole Hallway of our own, and every place at which it can be hurt. */
export interface Site {
  deployment: Deployment;
  view: SiteView;
  nodes: SiteNode[];
  /** `client-node-1` leads to a node, `node-1-postgres` and `node-1-redis` from it. */
  links: FaultProxy[];
  database: SiteDatabase;
  /** Null for a single node. */
  redis: SiteRedis | null;
  /** The small disk that holds the database; null where it lies on the machine's own. */
  disk: Disk | null;
  /** Ends every node in order, then everything else, and removes all data. */
  stop(): Promise<void>;
}

export interface SitePlan {
  deployment: Deployment;
  /** Where the logs go. */
  folder: string;
  history: Pick<History, "write">;
  /** The size of the database's own disk in megabytes; null leaves it on the machine's. */
  diskMegabytes: number | null;
  /** Files to load into every node before the server, and settings for them. */
  preloads?: string[];
  env?: Record<string, string>;
}

/** Nothing is broken yet, so a node that gives up again and again would do so for ever. */
const firstStart = { mostFailures: 3 };

/**
 * Starts a site: `embedded` is one node with its own PostgreSQL (to which no link leads that we could break); `cluster`
 * is two nodes with a PostgreSQL and a Redis between them, with a proxy on every link.
 */
export async function startSite(plan: SitePlan): Promise<Site> {
  mkdirSync(plan.folder, { recursive: true });
  const ground = prepareGround(plan.diskMegabytes);
  try {
    return await (plan.deployment === "embedded"
      ? startEmbedded(plan, ground)
      : startCluster(plan, ground));
  } catch (error) {
    ground.giveUp();
    throw error;
  }
}

async function startEmbedded(plan: SitePlan, ground: Ground): Promise<Site> {
  const door = await startDoor("node-1");
  ground.warden.watchPidFile(embeddedPidFile(ground.volume));
  const node = createNode({
    ...nodePlan({ plan, ground, door }),
    env: { ...settings({ plan, door, dataDir: ground.volume }) },
  });
  await node.start(firstStart);
  const database = embeddedDatabase(ground.volume);
  return assemble({ plan, ground, nodes: [node], links: [door.proxy], database, redis: null });
}

async function startCluster(plan: SitePlan, ground: Ground): Promise<Site> {
  const { warden } = ground;
  const ports = { postgres: await freePort(), redis: await freePort() };
  const log = (name: string) => `${plan.folder}/${name}.log`;
  const [database, redis] = await Promise.all([
    startPostgres({
      folder: ground.volume,
      port: ports.postgres,
      logFile: log("postgres"),
      warden,
    }),
    startRedis({ port: ports.redis, logFile: log("redis"), warden }),
  ]);
  const doors = [await startDoor("node-1"), await startDoor("node-2")];
  const [front] = doors;
  if (!front) throw new Error("A cluster has nodes");
  const links: FaultProxy[] = [];
  const nodes: SiteNode[] = [];
  for (const door of doors) {
    const toPostgres = await startLink(`${door.name}-postgres`, ports.postgres);
    const toRedis = await startLink(`${door.name}-redis`, ports.redis);
    links.push(door.proxy, toPostgres, toRedis);
    const env = {
      ...settings({ plan, door: front, dataDir: ground.shared }),
      DATABASE_URL: `postgresql://hallway:hallway@127.0.0.1:${toPostgres.port}/hallway`,
      REDIS_URL: `redis://127.0.0.1:${toRedis.port}`,
    };
    nodes.push(createNode({ ...nodePlan({ plan, ground, door }), env }));
  }
  await Promise.all(nodes.map((node) => node.start(firstStart)));
  return assemble({ plan, ground, nodes, links, database, redis });
}

/** The way from the people to a node. */
type Door = { name: string; nodePort: number; proxy: FaultProxy; url: string };

async function startDoor(name: string): Promise<Door> {
  const nodePort = await freePort();
  const proxy = await startLink(`client-${name}`, nodePort);
  return { name, nodePort, proxy, url: `http://127.0.0.1:${proxy.port}` };
}

async function startLink(name: string, targetPort: number): Promise<FaultProxy> {
  return startProxy({ name, port: await freePort(), targetPort });
}

type NodeSite = { plan: SitePlan; ground: Ground; door: Door };

function nodePlan({ plan, ground, door }: NodeSite) {
  return {
    name: door.name,
    url: door.url,
    port: door.nodePort,
    preloads: plan.preloads ?? [],
    folder: plan.folder,
    warden: ground.warden,
    history: plan.history,
  };
}

/** Nodes of one site share their public address and their data folder. */
function settings({
  plan,
  door,
  dataDir,
}: {
  plan: SitePlan;
  door: Door;
  dataDir: string;
}): Record<string, string> {
  return {
    PATH: process.env.PATH ?? "",
    HOST: "127.0.0.1",
    PUBLIC_URL: door.url,
    DATA_DIR: dataDir,
    RATE_LIMITS: "off",
    SIGN_UP: "open",
    LOG_LEVEL: "info",
    ...plan.env,
  };
}

type Parts = {
  plan: SitePlan;
  ground: Ground;
  nodes: SiteNode[];
  links: FaultProxy[];
  database: SiteDatabase;
  redis: SiteRedis | null;
};

function assemble({ plan, ground, nodes, links, database, redis }: Parts): Site {
  return {
    deployment: plan.deployment,
    view: {
      urls: nodes.map((node) => node.url),
      origin: nodes[0]?.url ?? "",
      get databaseUrl() {
        return database.url();
      },
    },
    nodes,
    links,
    database,
    redis,
    disk: ground.disk,
    async stop() {
      await Promise.all(nodes.map((node) => node.kill("SIGTERM")));
      await Promise.all(links.map((link) => link.close()));
      await database.stop();
      await redis?.kill();
      ground.clear();
    },
  };
}
