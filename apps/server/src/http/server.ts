import { type ErrorView, errorStatus, limits } from "@hallway/protocol";
import fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from "fastify";
import type { Config } from "../config.ts";
import type { Context } from "../context.ts";
import { Failure } from "../failure.ts";
import { toAnswer } from "../realtime/bind-command.ts";
import { cutConnections, watchConnections } from "./open-connections.ts";
import { tellWhenToRetry } from "./retry-after.ts";
import { answerUnreadable } from "./unreadable-request.ts";

/** The HTTP server without its routes: limits, and one form for every error. */
export function createHttpServer({
  config,
  logger,
}: Pick<Context, "config" | "logger">): FastifyInstance {
  const loggerInstance: FastifyBaseLogger = logger;
  const app = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: limits.payloadBytes,
    trustProxy: [...config.trustedProxies],
    forceCloseConnections: "idle",
    requestTimeout: 30_000,
    clientErrorHandler: answerUnreadable,
    frameworkErrors: refuseAddress,
    onProtoPoisoning: "error",
    onConstructorPoisoning: "error",
    routerOptions: {
      caseSensitive: true,
      ignoreTrailingSlash: false,
      ignoreDuplicateSlashes: false,
    },
  });
  watchConnections(app.server);
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const status = error.statusCode ?? 500;
    if (!(error instanceof Failure) && status < 500) {
      return reply.code(status).send({ ok: false, error: clientError(status) });
    }
    const answer = toAnswer({ logger }, request.routeOptions.url ?? "http", error);
    if (answer.ok) return reply.send(answer);
    tellWhenToRetry(reply, answer.error);
    return reply.code(errorStatus[answer.error.code]).send(answer);
  });
  return app;
}

/** What is left after the drain, which slow requests had for themselves; without a balancer somebody waits for the end. */
const REQUESTS_MS = 3_000;
const REQUESTS_ALONE_MS = 700;

/** Takes no more requests, lets those under way finish, and cuts what takes too long. */
export async function closeHttpServer(
  app: FastifyInstance,
  { drainSeconds }: Pick<Config, "drainSeconds">,
): Promise<void> {
  const patienceMs = drainSeconds > 0 ? REQUESTS_MS : REQUESTS_ALONE_MS;
  const impatient = setTimeout(() => cutConnections(app.server), patienceMs);
  await app.close();
  clearTimeout(impatient);
}

/** An address that no route could have, which no hook has seen either. */
function refuseAddress(error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
  const isGarbled = error.code === "FST_ERR_BAD_URL";
  const refusal = isGarbled
    ? clientError(400)
    : { code: "not_found" as const, message: "There is nothing at this address." };
  void reply
    .code(errorStatus[refusal.code])
    .header("cache-control", "no-store")
    .header("x-content-type-options", "nosniff")
    .send({ ok: false, error: refusal });
}

function clientError(status: number): ErrorView {
  switch (status) {
    case 413:
      return { code: "too_large", message: "That is more than this server takes at once." };
    case 415:
      return { code: "invalid", message: "Send JSON with the content type application/json." };
    default:
      return { code: "invalid", message: "The request could not be read." };
  }
}
