import helmet from "@fastify/helmet";
import type { FastifyInstance } from "fastify";
import type { Config } from "../config.ts";

/** What browsers are told on every answer: load nothing from elsewhere, be framed by nobody, tell nobody where you were. */
export function registerSecurityHeaders(
  app: FastifyInstance,
  { publicUrl }: Pick<Config, "publicUrl">,
): void {
  const isHttps = publicUrl.startsWith("https:");
  app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: contentPolicy(publicUrl) },
    frameguard: { action: "deny" },
    referrerPolicy: { policy: "no-referrer" },
    strictTransportSecurity: isHttps ? { maxAge: YEAR_IN_S, includeSubDomains: false } : false,
  });
}

function contentPolicy(publicUrl: string) {
  const sockets = publicUrl.replace(/^http/, "ws");
  return {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", "blob:", "data:"],
    mediaSrc: ["'self'", "blob:"],
    fontSrc: ["'self'"],
    connectSrc: ["'self'", sockets],
    manifestSrc: ["'self'"],
    workerSrc: ["'self'"],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    objectSrc: ["'none'"],
    requireTrustedTypesFor: ["'script'"],
  };
}

const YEAR_IN_S = 365 * 24 * 60 * 60;
