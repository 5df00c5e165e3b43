// Runs two nodes behind a real nginx with deploy/nginx.conf and walks through it as people do: by web socket, by long
// polling, with a node that goes away. Usage: scripts/node24 apps/server/src/testing/try-nginx.ts
import { strict as assert } from "node:assert";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { type App, createApp } from "../app.ts";
import { parseConfig } from "../config.ts";
import { connectDatabase } from "../database/client.ts";
import { startEmbeddedDatabase } from "../database/embedded.ts";
import { migrate } from "../database/migrate.ts";
import { type Actor, createActor } from "./actor.ts";
import { freePort } from "./free-port.ts";
import { startRedis } from "./redis-server.ts";
import { createChannel, createWorkspace, say } from "./world.ts";

const folder = mkdtempSync(join(tmpdir(), "hallway-nginx-"));
const logger = pino({ level: "silent" });
const database = await startEmbeddedDatabase({ dataDir: folder, logger });
await migrate({ url: database.url, logger });
const redis = await startRedis();
const front = await freePort();
const nodes = [await startNode("one"), await startNode("two")];
const nginx = await startNginx();
try {
  await walkThrough();
  tell("nginx: all of it works.");
} finally {
  nginx.kill("SIGTERM");
  for (const node of nodes) await node.close();
  await redis.close();
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function walkThrough(): Promise<void> {
  const ann = createActor(`http://localhost:${front}`);
  await ann.signUp({ name: "Ann", email: "ann@example.com" });
  const workspaceId = await createWorkspace(ann, "acme");
  const { id: to } = await createChannel(ann, workspaceId, { name: "design" });
  const room = `channel:${to}` as const;
  const sessions = [ann, ...(await signInAgain(ann, 11))];
  tell(`signed in ${sessions.length} times through nginx`);
  const byPolling = { transports: ["polling"], reconnection: true };
  const lines = await Promise.all(
    sessions.map((one, index) =>
      one.connect(workspaceId, index % 2 === 0 ? {} : { socket: byPolling }),
    ),
  );
  const connections = await Promise.all(nodes.map((node) => node.connections()));
  assert.ok(
    connections.every((count) => count > 0),
    "every line went to one node",
  );
  tell(`web sockets and long polling: ${connections.join(" and ")} connections at the nodes`);
  const first = await say(ann, workspaceId, { to, text: "To everyone, at both nodes." });
  for (const line of lines) await line.hearsChange(room, "message", ({ id }) => id === first.id);
  tell("a message reached every line, whichever its node and transport");
  const answers = await Promise.all(
    lines.map((line) => line.must("message:list", { conversationId: to })),
  );
  assert.ok(answers.every(({ messages }) => messages.some(({ id }) => id === first.id)));

  await nodes[0]?.close();
  tell("one node has gone");
  const again = await Promise.all(sessions.map((one) => one.connect(workspaceId)));
  const second = await say(ann, workspaceId, { to, text: "With one node less." });
  for (const line of again) await line.hearsChange(room, "message", ({ id }) => id === second.id);
  tell("everyone came in again at the other");
}

/** The same person on further devices, each with a session of its own. */
async function signInAgain(person: Actor, times: number): Promise<Actor[]> {
  const devices: Actor[] = [];
  for (let time = 0; time < times; time++) {
    const device = createActor(`http://localhost:${front}`);
    const response = await device.signIn(person.email);
    assert.equal(response.status, 200);
    devices.push(device);
  }
  return devices;
}

async function startNode(name: string) {
  const port = await freePort();
  const config = parseConfig(
    {
      PORT: String(port),
      HOST: "127.0.0.1",
      DATA_DIR: join(folder, name),
      PUBLIC_URL: `http://localhost:${front}`,
      REDIS_URL: redis.url,
      SESSION_SECRET: "a secret that all the nodes share",
      SIGN_UP: "open",
      LOG_LEVEL: "silent",
    },
    folder,
  );
  const client = connectDatabase(database.url);
  const app: App = await createApp({ config, logger, database: client });
  await app.listen();
  let isOpen = true;
  return {
    port,
    async connections() {
      const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      return Number(/^hallway_connections (\d+)/m.exec(metrics)?.[1] ?? 0);
    },
    async close() {
      if (!isOpen) return;
      isOpen = false;
      await app.close();
      await client.$disconnect();
    },
  };
}

/** deploy/nginx.conf with this run's ports and folders. */
async function startNginx(): Promise<ChildProcess> {
  const given = readFileSync(join(import.meta.dirname, "../../../../deploy/nginx.conf"), "utf8");
  const [one, two] = nodes;
  const conf = given
    .replace("hallway-1:3000", `127.0.0.1:${one?.port}`)
    .replace("hallway-2:3000", `127.0.0.1:${two?.port}`)
    .replace("listen 80;", `listen 127.0.0.1:${front};`)
    .replace("http {", `pid ${folder}/nginx.pid;\nerror_log ${folder}/nginx.log;\nhttp {`);
  const file = join(folder, "nginx.conf");
  writeFileSync(file, conf);
  const child = spawn("nginx", ["-p", folder, "-c", file, "-g", "daemon off;"], {
    stdio: "inherit",
  });
  const end = performance.now() + 30_000;
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${front}/livez`).catch(() => null);
    if (answer?.ok) return child;
    if (performance.now() > end) throw new Error("nginx did not start");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function tell(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}
