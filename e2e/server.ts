import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

/** A Hallway of its own: its own folder, its own port, ended and removed with `stop`. */
export interface HallwayServer {
  readonly origin: string;
  readonly dataDir: string;
  /** Ends it at once, as a machine that loses its power, and keeps what it stored. */
  crash(): Promise<void>;
  /** Starts it again where it was. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface ServerOptions {
  /** Fill it with the demo workspace first. */
  seeded?: boolean;
  env?: Readonly<Record<string, string>>;
}

/** Starts the server as `npm start` does, on what was built and installed before. */
export async function startServer({
  seeded = false,
  env = {},
}: ServerOptions = {}): Promise<HallwayServer> {
  const dataDir = await mkdtemp(join(tmpdir(), "hallway-e2e-"));
  const port = await freePort();
  const environment = {
    ...ambient(),
    NODE_ENV: "production",
    LOG_LEVEL: "warn",
    RATE_LIMITS: "off",
    ...env,
    DATA_DIR: dataDir,
    PORT: String(port),
  };
  if (seeded) await ended(run("prisma/seed.ts", environment));
  let running = await launch(environment);
  return {
    origin: `http://localhost:${port}`,
    dataDir,
    async crash() {
      await kill(running, "SIGKILL");
    },
    async start() {
      running = await launch(environment);
    },
    async stop() {
      try {
        await kill(running, "SIGTERM");
      } finally {
        await rm(dataDir, { recursive: true, force: true });
      }
    },
  };
}

type Environment = Readonly<Record<string, string>>;

async function launch(environment: Environment): Promise<ChildProcess> {
  const child = run("apps/server/src/main.ts", environment);
  let said = "";
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes("Hallway is ready")) resolve();
    });
    child.stderr?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`The server ended with ${code}: ${said}`)));
  });
  return child;
}

/** A program of the project that ends when these tests end, however they end. */
function run(file: string, env: Environment): ChildProcess {
  return spawn(
    process.execPath,
    ["--import", join(root, "scripts/end-with-parent.mjs"), join(root, file)],
    { cwd: root, env, stdio: ["ignore", "pipe", "pipe", "ipc"] },
  );
}

function ended(child: ChildProcess): Promise<void> {
  let said = "";
  child.stdout?.resume();
  child.stderr?.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`The seed ended with ${code}: ${said}`));
    });
  });
}

/** A server that was told to end has let go of everybody by then. */
const PATIENCE_MS = 10_000;

function kill(child: ChildProcess, signal: "SIGKILL" | "SIGTERM"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      reject(new Error(`The server did not end within ${PATIENCE_MS} ms of a ${signal}.`));
    }, PATIENCE_MS);
    child.on("exit", () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill(signal);
  });
}

/** What a program needs of the machine; no setting of Hallway that happens to be set here. */
function ambient(): Environment {
  const { PATH = "", HOME = "", TMPDIR = tmpdir() } = process.env;
  return { PATH, HOME, TMPDIR };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "localhost", () => {
      const address = probe.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
