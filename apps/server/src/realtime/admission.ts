import { type IncomingMessage, ServerResponse } from "node:http";
import { paces } from "@hallway/protocol";
import type { Logger } from "pino";
import type { Visitor } from "../caller.ts";
import type { Config } from "../config.ts";
import { networkOf } from "../http/network.ts";
import { isForgedHandshake } from "../http/origin.ts";
import type { HallwayServer } from "./hallway-socket.ts";
import { Turns, TurnsByKey } from "./turns.ts";

/** What decides about a connection before anything is looked up for it. */
export interface Door {
  config: Pick<Config, "publicUrl" | "rateLimits">;
  logger: Logger;
  /** Where a request comes from. */
  visitorOf(request: IncomingMessage): Visitor;
  /** A name for the session whose cookie a request carries, by our signature on it alone; null without one. */
  sessionOf(headers: IncomingMessage["headers"]): string | null;
  /** The server is about to stop and takes nobody in. */
  isShut(): boolean;
  /** Told of each connection that is refused. */
  turnedAway(reason: TurnedAway): void;
}

/** Another site's page; too many at once for the server, or too often from one place; the server stops. */
export type TurnedAway = "origin" | "busy" | "quota" | "draining";

/**
 * Stands before the sockets' handshakes: first whose page it is, then how often, and only then whose cookie
 * (docs/decisions/0012). Whoever comes too often is answered 503 with the time to wait, at the price of that answer.
 */
export function guardHandshakes(io: HallwayServer, door: Door): void {
  const quotas = createHandshakeQuotas(door);
  const lines = new Turns({ burst: 20, perSecond: 1 });

  function judge(request: IncomingMessage): Verdict | null {
    if (isForgedHandshake(door.config, request.headers)) return { reason: "origin", status: 403 };
    if (!isHandshake(request)) return null;
    if (door.isShut()) return { reason: "draining", status: 503, retryAfterS: spread() };
    return quotas(request);
  }

  io.engine.use((request: IncomingMessage, response: unknown, next: () => void) => {
    const verdict = judge(request);
    if (!verdict) return next();
    door.turnedAway(verdict.reason);
    if (lines.take() === 0) {
      const { ip } = door.visitorOf(request);
      const { origin } = request.headers;
      door.logger.warn({ reason: verdict.reason, ip, origin }, "refused a handshake");
    }
    refuse(request, response, verdict);
  });
}

interface Verdict {
  reason: TurnedAway;
  status: 403 | 503;
  retryAfterS?: number;
}

/** Nobody shall come back in the same second as everybody else. */
function spread(): number {
  return 1 + Math.floor(Math.random() * 5);
}

/** Those that belong to a session are counted by it: an office behind one address is not one person. */
function createHandshakeQuotas({
  config,
  visitorOf,
  sessionOf,
}: Door): (request: IncomingMessage) => Verdict | null {
  if (!config.rateLimits) return () => null;
  const all = new Turns(paces.handshakes);
  const strangers = new Turns(paces.handshakesOfStrangers);
  const bySession = new TurnsByKey(paces.handshakesOfSession);
  const byAddress = new TurnsByKey(paces.handshakesOfAddress);
  return (request) => {
    const session = sessionOf(request.headers);
    const own = session === null ? byAddress : bySession;
    const key = session ?? networkOf(visitorOf(request).ip);
    const wait = own.waitMs(key);
    if (wait > 0) return { reason: "quota", status: 503, retryAfterS: Math.ceil(wait / 1_000) };
    const isTooMany = session === null && strangers.waitMs() > 0;
    if (isTooMany || all.take() > 0) return { reason: "busy", status: 503, retryAfterS: spread() };
    if (session === null) strangers.take();
    own.take(key);
    return null;
  };
}

/** What names a connection belongs to one that was admitted. Read as engine.io does: the last of several counts. */
function isHandshake({ url = "/" }: IncomingMessage): boolean {
  return !new URL(url, "http://localhost").searchParams.getAll("sid").at(-1);
}

/** Answers by itself: an upgrade's answer must be written by hand, and engine.io knows neither 503 nor Retry-After. */
function refuse(
  { socket }: IncomingMessage,
  response: unknown,
  { status, retryAfterS }: Verdict,
): void {
  const retry = retryAfterS === undefined ? {} : { "Retry-After": String(retryAfterS) };
  const head = { ...retry, Connection: "close", "Content-Length": "0" };
  if (response instanceof ServerResponse) {
    response.writeHead(status, head).end();
    return;
  }
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.on("error", () => undefined);
  socket.write(`HTTP/1.1 ${status} ${REASONS[status]}\r\n${lines.join("")}\r\n`);
  socket.destroySoon();
}

const REASONS = { 403: "Forbidden", 503: "Service Unavailable" } as const;
