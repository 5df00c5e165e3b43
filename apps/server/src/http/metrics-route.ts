import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Context } from "../context.ts";

/** `/metrics`, for whoever has the token or sits on this machine; to everybody else there is no such address. */
export function registerMetrics(
  app: FastifyInstance,
  { metrics, config }: Pick<Context, "metrics" | "config">,
): void {
  app.get("/metrics", async (request, reply) => {
    if (!isFromHere(request) && !hasToken(request, config.metricsToken))
      return reply.callNotFound();
    const { contentType, text } = await metrics.render();
    return reply.type(contentType).send(text);
  });
}

/** A proxy on this machine speaks for others, and a page in a browser here may be anybody's. */
function isFromHere({ raw, headers }: FastifyRequest): boolean {
  const address = raw.socket.remoteAddress ?? "";
  const isLoopback = /^(?:::ffff:)?127\.|^::1$/.test(address);
  const isOthers = ["x-forwarded-for", "forwarded", "via", "origin", "sec-fetch-site"].some(
    (name) => headers[name] !== undefined,
  );
  return isLoopback && !isOthers;
}

function hasToken({ headers }: FastifyRequest, token: string | null): boolean {
  if (token === null) return false;
  return timingSafeEqual(digest(headers.authorization ?? ""), digest(`Bearer ${token}`));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
