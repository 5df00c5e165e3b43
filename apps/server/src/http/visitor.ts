import type { IncomingMessage } from "node:http";
import proxyAddr from "@fastify/proxy-addr";
import type { Visitor } from "../caller.ts";
import type { Config } from "../config.ts";

/** Tells where requests and handshakes come from; forwarded addresses are believed only from trusted proxies. */
export function createVisitorOf({
  trustedProxies,
}: Pick<Config, "trustedProxies">): (request: IncomingMessage) => Visitor {
  const trust = proxyAddr.compile([...trustedProxies]);
  return (request) => ({
    ip: proxyAddr(request, trust) ?? "unknown",
    userAgent: request.headers["user-agent"]?.slice(0, MAX_USER_AGENT) ?? null,
  });
}

const MAX_USER_AGENT = 300;
