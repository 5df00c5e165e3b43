import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "pino";
import type { DatabaseOwner } from "./database-owner.ts";
import { EmbeddedDatabaseError } from "./embedded-error.ts";

/** What it takes to run one PostgreSQL server. */
export type ServerPlan = {
  postgres: string;
  cluster: string;
  owner: DatabaseOwner | undefined;
  logger: Logger;
  /** How often a start is tried before it counts as impossible. */
  attempts?: number | undefined;
};

/** A running PostgreSQL server. */
export type PostgresServer = { port: number; ended: Promise<void>; stop(): Promise<void> };

/** With the waits between them half a minute in all. */
const ATTEMPTS = 9;

/**
 * Starts PostgreSQL and resolves when it takes connections; after a crash the first tries may find dying processes.
 * Rejects when it does not start, or when the signal says that nobody wants it any more.
 */
export async function startServer(
  plan: ServerPlan,
  wanted: { port?: number; signal?: AbortSignal } = {},
): Promise<PostgresServer> {
  const { signal } = wanted;
  let lastWords = "";
  for (let attempt = 0; attempt < (plan.attempts ?? ATTEMPTS); attempt += 1) {
    if (attempt > 0) await pause(50 * 2 ** attempt, undefined, { signal });
    const port = wanted.port ?? (await freePort());
    const child = launch(plan, port);
    const giveUp = () => child.kill("SIGINT");
    signal?.addEventListener("abort", giveUp);
    const outcome = await readiness(child, plan.logger);
    signal?.removeEventListener("abort", giveUp);
    signal?.throwIfAborted();
    if (outcome.ready) return running(child, port);
    lastWords = outcome.lastWords;
    plan.logger.debug({ attempt, lastWords }, "The embedded database did not start yet");
  }
  throw new EmbeddedDatabaseError(`The embedded database does not start: ${lastWords}`);
}

function launch({ postgres, cluster, owner }: ServerPlan, port: number): ChildProcess {
  const settings = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: 100,
    shared_buffers: "256MB",
    max_wal_size: "2GB",
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    // Errors and their details quote what people wrote.
    log_min_messages: "log",
    log_error_verbosity: "terse",
    log_min_error_statement: "panic",
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  return spawn(postgres, ["-D", cluster, ...options], {
    ...owner,
    cwd: "/",
    env: { LC_ALL: "C" },
    stdio: ["ignore", "ignore", "pipe"],
    // A group of its own: Ctrl-C is for Hallway, which then stops its database last.
    detached: true,
  });
}

type Readiness = { ready: true } | { ready: false; lastWords: string };

function readiness(child: ChildProcess, logger: Logger): Promise<Readiness> {
  return new Promise((resolve) => {
    let lastWords = "it ended without a word";
    if (child.stderr) {
      createInterface({ input: child.stderr }).on("line", (line) => {
        const [, level, text] = /\b(LOG|WARNING|ERROR|FATAL|PANIC): {2}(.*)/.exec(line) ?? [];
        if (level === "FATAL" || level === "PANIC") lastWords = text ?? line;
        // Before it can log: a library that this machine lacks, a file that is gone.
        else if (level === undefined) lastWords = /\bpostgres: (.+)/.exec(line)?.[1] ?? lastWords;
        if (level === "PANIC") logger.error({ postgres: line }, "The embedded database panics");
        else logger.debug({ postgres: line });
        if (line.includes("database system is ready to accept connections"))
          resolve({ ready: true });
      });
    }
    child.on("error", (error) => resolve({ ready: false, lastWords: error.message }));
    child.on("close", () => resolve({ ready: false, lastWords }));
  });
}

function running(child: ChildProcess, port: number): PostgresServer {
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const endWithUs = () => child.kill("SIGINT");
  process.once("exit", endWithUs);
  return {
    port,
    ended,
    async stop() {
      process.off("exit", endWithUs);
      for (const [signal, patienceMs] of [
        ["SIGINT", 10_000],
        ["SIGQUIT", 5_000],
        ["SIGKILL", 5_000],
      ] as const) {
        if (child.exitCode === null && child.signalCode === null) child.kill(signal);
        const patience = new AbortController();
        const tooLong = pause(patienceMs, "still there", patience).catch(() => "aborted");
        const outcome = await Promise.race([ended, tooLong]);
        patience.abort();
        if (outcome === undefined) return;
      }
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => {
        if (address && typeof address === "object") resolve(address.port);
        else reject(new Error("The system gave no port."));
      });
    });
  });
}
