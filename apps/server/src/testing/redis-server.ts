import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createClient } from "redis";
import { freePort } from "./free-port.ts";

/** A Redis of a test's own, without anything on disk. */
export interface RedisServer {
  url: string;
  /** Ends it at once; what it knew is gone. */
  kill(): Promise<void>;
  /** Starts it again on the same port, empty. */
  start(): Promise<void>;
  /** Holds it still: its connections stay open and nothing comes of them. */
  freeze(): void;
  thaw(): void;
  close(): Promise<void>;
}

export async function startRedis(): Promise<RedisServer> {
  const program = findProgram();
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let running: ChildProcess | null = null;

  async function start(): Promise<void> {
    const flags = [
      "--port",
      String(port),
      "--bind",
      "127.0.0.1",
      "--save",
      "",
      "--appendonly",
      "no",
    ];
    running = spawn(program, flags, { stdio: "ignore", cwd: "/" });
    await untilItAnswers(url);
  }

  async function kill(): Promise<void> {
    const process = running;
    running = null;
    if (!process || process.exitCode !== null) return;
    const ended = new Promise((resolve) => process.once("exit", resolve));
    process.kill("SIGKILL");
    await ended;
  }

  await start();
  return {
    url,
    kill,
    start,
    freeze: () => void running?.kill("SIGSTOP"),
    thaw: () => void running?.kill("SIGCONT"),
    close: kill,
  };
}

/** Redis, or its free twin. */
function findProgram(): string {
  const program = ["redis-server", "valkey-server"].find(
    (name) => spawnSync(name, ["--version"]).status === 0,
  );
  if (program) return program;
  throw new Error(
    "No Redis here: install redis-server or valkey-server (Debian: apt-get install redis-server).",
  );
}

const START_WITHIN_MS = 30_000;

async function untilItAnswers(url: string): Promise<void> {
  const end = performance.now() + START_WITHIN_MS;
  for (;;) {
    const client = createClient({ url, socket: { reconnectStrategy: false } });
    client.on("error", () => undefined);
    try {
      await client.connect();
      return client.destroy();
    } catch (error) {
      if (client.isOpen) client.destroy();
      if (performance.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
