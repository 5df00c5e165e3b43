import type { FastifyInstance } from "fastify";
import type { Context } from "../context.ts";
import { isAtNewestForm } from "../database/newest-form.ts";
import type { BusWitness } from "../realtime/bus-witness.ts";

export interface Probed extends Pick<Context, "database" | "disk" | "bus"> {
  drain: { hasBegun(): boolean };
  witness: Pick<BusWitness, "otherHears">;
}

/** Why a server should get no requests now. */
export type Unready = "starting" | "draining" | "database" | "migrations" | "bus" | "disk";

/** How long the database may take to answer a probe. */
const PATIENCE_MS = 1_000;

/**
 * `/livez`: the process answers, whatever else is broken. `/startupz`: it has started. `/readyz`: it should get requests;
 * if not, why. Until there is a server to ask, `http/early-door.ts` answers them.
 *
 * A node that does not hear the bus serves its people late, so it should get no requests while another one hears, and
 * all of them when none does.
 */
export function registerProbes(app: FastifyInstance, probed: Probed): void {
  const { drain, disk, bus } = probed;
  const database = once(() => askDatabase(probed));
  app.get("/livez", async () => ({ ok: true }));
  app.get("/startupz", async () => ({ ok: true }));
  app.get("/readyz", async (_request, reply) => {
    const reason = await whyUnready();
    if (reason !== null) return reply.code(503).send({ ok: false, reason });
    return bus.health() === "deaf" ? { ok: true, degraded: "bus" } : { ok: true };
  });

  async function whyUnready(): Promise<Unready | null> {
    if (drain.hasBegun()) return "draining";
    return disk.last()?.low ? "disk" : database();
  }
}

/** Whether the database answers in time, and what it says: about itself, and about the nodes that hear the bus. */
async function askDatabase({ database, bus, witness }: Probed): Promise<Unready | null> {
  if (database.pulse.isAway()) return "database";
  let impatient: NodeJS.Timeout | undefined;
  const tooLate = new Promise<"database">((resolve) => {
    impatient = setTimeout(() => resolve("database"), PATIENCE_MS);
  });
  const isDeaf = bus.health() === "deaf";
  const answer = Promise.all([isAtNewestForm(database), isDeaf && witness.otherHears()]).then(
    ([isNewest, isMissing]) => (isNewest ? (isMissing ? "bus" : null) : "migrations"),
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
