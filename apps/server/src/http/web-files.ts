import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyRequest } from "fastify";

const WEB_DIST = join(import.meta.dirname, "../../../web/dist");
const YEAR_S = 365 * 24 * 60 * 60;

/** Serves the built web client; every path that is not a file is one of its screens. */
export async function registerWebFiles(app: FastifyInstance): Promise<void> {
  const built = existsSync(join(WEB_DIST, "index.html"));
  if (built) {
    await app.register(fastifyStatic, {
      root: WEB_DIST,
      wildcard: false,
      cacheControl: false,
      setHeaders(reply, path) {
        const named = path.includes("/assets/");
        reply.header("cache-control", named ? `public, max-age=${YEAR_S}, immutable` : "no-cache");
      },
    });
  }
  app.setNotFoundHandler(async (request, reply) => {
    if (built && isScreen(request)) return reply.sendFile("index.html");
    const error = { code: "not_found", message: "There is nothing here." };
    return reply.code(404).send({ ok: false, error });
  });
}

/** A page a browser may open, as opposed to a file or an interface that is not there. */
function isScreen({ method, url, headers }: FastifyRequest): boolean {
  if (method !== "GET" && method !== "HEAD") return false;
  if (/^\/+(api|assets|files|socket\.io)(\/|$)/i.test(url)) return false;
  return /text\/html|\*\/\*/.test(headers.accept ?? "*/*");
}
