import type { FastifyInstance } from "fastify";
import type { Context } from "../context.ts";
import { isAtNewestForm } from "../database/newest-form.ts";

type Probed = Pick<Context, "database" | "disk" | "bus">;

/** Why a server should get no requests now. */
export type Unready = "starting" | "draining" | "database" | "migrations" | "bus" | "disk";

/** How long the database may take to answer a probe. */
const PATIENCE_MS = 1_000;

/**
 * `/livez`: the process answers, whatever else is broken. `/startupz`: it has started. `/readyz`: it should get requests;
 * if not, why. Until there is a server to ask, `http/early-door.ts` answers them.
 */
export function registerProbes(
  app: FastifyInstance,
  context: Probed,
  drain: { hasBegun(): boolean },
): void {
  const database = once(() => askDatabase(context));
  app.get("/livez", async () => ({ ok: true }));
  app.get("/startupz", async () => ({ ok: true }));
  app.get("/readyz", async (_request, reply) => {
    const reason = drain.hasBegun() ? "draining" : (around(context) ?? (await database()));
    if (reason === null) return { ok: true };
    return reply.code(503).send({ ok: false, reason });
  });
}

/** What stands in the way apart from the database. */
function around({ disk, bus }: Probed): Unready | null {
  if (bus.health() === "deaf") return "bus";
  return disk.last()?.low ? "disk" : null;
}

async function askDatabase({ database }: Probed): Promise<Unready | null> {
  if (database.pulse.isAway()) return "database";
  let impatient: NodeJS.Timeout | undefined;
  const tooLate = new Promise<"database">((resolve) => {
    impatient = setTimeout(() => resolve("database"), PATIENCE_MS);
  });
  const answer = isAtNewestForm(database).then(
    (isNewest) => (isNewest ? null : ("migrations" as const)),
    () => "database" as const,
  );
  return Promise.race([answer, tooLate]).finally(() => clearTimeout(impatient));
}

/** Whoever asks while a look is under way gets what that one finds. */
function once<T>(look: () => Promise<T>): () => Promise<T> {
  let looking: Promise<T> | null = null;
  return () => {
    looking ??= look().finally(() => {
      looking = null;
    });
    return looking;
  };
}
