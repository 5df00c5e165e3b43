import { mkdirSync } from "node:fs";
import type { Deployment, History, SiteView } from "./contract.ts";
import type { Disk } from "./disk.ts";
import { freePort } from "./free-port.ts";
import { startPostgres } from "./postgres.ts";
import { type SiteRedis, startRedis } from "./redis.ts";
import { embeddedDatabase, embeddedPidFile, type SiteDatabase } from "./site-database.ts";
import { type Ground, prepareGround } from "./site-ground.ts";
import { createNode, type SiteNode } from "./site-node.ts";
import type { Link, Switchboard } from "./switchboard.ts";

/** A whole Hallway of our own, and every place at which it can be hurt. */
export interface Site {
  deployment: Deployment;
  view: SiteView;
  nodes: SiteNode[];
  /** `client-node-1` leads to a node, `node-1-postgres` and `node-1-redis` from it. */
  links: Link[];
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
  const door = await startDoor(ground.switchboard, "node-1");
  ground.warden.watchPidFile(embeddedPidFile(ground.volume));
  const node = createNode({
    ...nodePlan({ plan, ground, door }),
    env: { ...settings({ plan, door, dataDir: ground.volume }) },
  });
  await node.start(firstStart);
  const database = embeddedDatabase(ground.volume);
  return assemble({ plan, ground, nodes: [node], links: [door.link], database, redis: null });
}

async function startCluster(plan: SitePlan, ground: Ground): Promise<Site> {
  const { warden, switchboard } = ground;
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
  const doors = [await startDoor(switchboard, "node-1"), await startDoor(switchboard, "node-2")];
  const [front] = doors;
  if (!front) throw new Error("A cluster has nodes");
  const links: Link[] = [];
  const nodes: SiteNode[] = [];
  for (const door of doors) {
    const toPostgres = await startLink(switchboard, `${door.name}-postgres`, ports.postgres);
    const toRedis = await startLink(switchboard, `${door.name}-redis`, ports.redis);
    links.push(door.link, toPostgres, toRedis);
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
type Door = { name: string; nodePort: number; link: Link; url: string };

async function startDoor(switchboard: Switchboard, name: string): Promise<Door> {
  const nodePort = await freePort();
  const link = await startLink(switchboard, `client-${name}`, nodePort);
  return { name, nodePort, link, url: `http://127.0.0.1:${link.port}` };
}

async function startLink(
  switchboard: Switchboard,
  name: string,
  targetPort: number,
): Promise<Link> {
  return switchboard.open({ name, port: await freePort(), targetPort });
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
  links: Link[];
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
      await ground.switchboard.close();
      await database.stop();
      await redis?.kill();
      ground.clear();
    },
  };
}
