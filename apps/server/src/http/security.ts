import type { ErrorView } from "@hallway/protocol";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Context } from "../context.ts";
import { isForged } from "./origin.ts";
import { registerSecurityHeaders } from "./security-headers.ts";

/** What every request passes before any route sees it. To be registered before the routes. */
export function registerSecurity(
  app: FastifyInstance,
  { config, logger }: Pick<Context, "config" | "logger">,
): void {
  registerSecurityHeaders(app, config);
  readJsonOnly(app);
  app.addHook("onRequest", async (request, reply) => {
    if (!request.url.startsWith("/")) return refuse(reply, 404, NOT_A_PATH);
    if (isApi(request)) reply.header("cache-control", "no-store");
    if (isForged(config, request)) {
      const { origin } = request.headers;
      logger.warn({ origin, method: request.method, ip: request.ip }, "refused a foreign origin");
      return refuse(reply, 403, FOREIGN);
    }
    if (bringsBody(request) && !isJson(request)) return refuse(reply, 415, NOT_JSON);
  });
}

const NOT_A_PATH: ErrorView = { code: "not_found", message: "There is nothing at this address." };
const FOREIGN: ErrorView = {
  code: "forbidden",
  message: "This request did not come from a page of this server. Open Hallway at its own address.",
};
const NOT_JSON: ErrorView = {
  code: "invalid",
  message: "Send the body as JSON, with the content type application/json.",
};

/** An answer of our form to a request that no route will see. */
function refuse(reply: FastifyReply, status: number, error: ErrorView): FastifyReply {
  return reply.code(status).send({ ok: false, error });
}

function isApi(request: FastifyRequest): boolean {
  return (request.routeOptions.url ?? request.url).startsWith("/api");
}

/** Whether there is a body, or a type for one; with neither a route reads the empty input. */
function bringsBody({ method, headers }: FastifyRequest): boolean {
  const length = headers["content-length"];
  const isTyped = headers["content-type"] !== undefined && method !== "GET" && method !== "HEAD";
  const isLong = length !== undefined && length !== "0";
  return isTyped || isLong || headers["transfer-encoding"] !== undefined;
}

/** The plain type, as our pages and scripts send it: what a form can send is not ours. */
function isJson({ headers }: FastifyRequest): boolean {
  return /^application\/json(?: ?; ?charset="?utf-8"?)?$/i.test(headers["content-type"] ?? "");
}

/** One body parser; it refuses what would reach for an object's prototype, and reads nothing as nothing. */
function readJsonOnly(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "string" }, (request, body, done) => {
    if (body === "") done(null, undefined);
    else void parse(request, String(body), done);
  });
}
