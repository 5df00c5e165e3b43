import type { FastifyInstance } from "fastify";
import type { Context } from "../context.ts";

/** `/livez`: the process answers. `/readyz`: it can serve, so the database answers and it is not draining. */
export function registerProbes(
  app: FastifyInstance,
  { database }: Pick<Context, "database">,
  isDraining: () => boolean,
): void {
  app.get("/livez", async () => ({ ok: true }));
  app.get("/readyz", async (_request, reply) => {
    if (isDraining()) return reply.code(503).send({ ok: false, reason: "draining" });
    const answered = await database.$queryRaw`SELECT 1`.then(
      () => true,
      () => false,
    );
    if (answered) return { ok: true };
    return reply.code(503).send({ ok: false, reason: "database" });
  });
}
