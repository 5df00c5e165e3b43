import { setTimeout as pause } from "node:timers/promises";
import { EmbeddedDatabaseError } from "./embedded-error.ts";
import { stopLeftovers } from "./leftovers.ts";
import { type PostgresServer, type ServerPlan, startServer } from "./postgres-server.ts";

/** A server that is brought back whenever it dies. */
export interface Supervision {
  /** Resolves with one sentence when it cannot be brought back; else never. */
  broken: Promise<Error>;
  stop(): Promise<void>;
}

/** A server that ended sooner than this has not really run. */
const REALLY_RUNS_MS = 5_000;
/** Waits before the next start, by how many servers in a row have not really run. */
const WAITS_MS = [0, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000];
/** Room on the disk comes back without us. */
const FULL_DISK_MS = 5_000;

/** Brings the server back on the same port, with growing waits, as long as there is hope. */
export function keepRunning(first: PostgresServer, plan: ServerPlan): Supervision {
  const { logger } = plan;
  const stopping = new AbortController();
  const { signal } = stopping;
  let server = first;

  async function watch(): Promise<void> {
    for (let failures = 0; ; ) {
      const started = performance.now();
      await server.ended;
      if (signal.aborted) return;
      logger.error("The embedded database ended by itself; starting it again");
      failures = performance.now() - started < REALLY_RUNS_MS ? failures + 1 : 0;
      const wait = WAITS_MS[failures];
      if (wait === undefined) throw new EmbeddedDatabaseError(HOPELESS);
      await pause(wait, undefined, { signal });
      server = await bringBack(plan, { port: first.port, signal });
      logger.info("The embedded database runs again");
    }
  }

  const watching = watch();
  return {
    broken: new Promise((resolve) => {
      watching.catch((error: unknown) => {
        if (!signal.aborted) resolve(error instanceof Error ? error : new Error(String(error)));
      });
    }),
    async stop() {
      stopping.abort();
      await server.stop();
      await watching.catch(() => undefined);
      await server.stop();
    },
  };
}

const HOPELESS =
  "The embedded database ends again and again right after its start: look into the log for what it says " +
  "(LOG_LEVEL=debug), and restore a backup if its files are damaged.";

/** Starts it again; a full disk is waited out, since only its admin can help. */
async function bringBack(
  plan: ServerPlan,
  { port, signal }: { port: number; signal: AbortSignal },
): Promise<PostgresServer> {
  for (;;) {
    await stopLeftovers(plan.cluster, plan.logger);
    try {
      return await startServer(plan, { port, signal });
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      plan.logger.error("The embedded database waits for room on the disk");
      await pause(FULL_DISK_MS, undefined, { signal });
    }
  }
}

function isDiskFull(error: unknown): boolean {
  return error instanceof EmbeddedDatabaseError && /No space left on device/i.test(error.message);
}
